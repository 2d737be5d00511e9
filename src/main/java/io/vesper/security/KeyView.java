package io.vesper.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.access.ApiKey;
import io.vesper.access.CreatedKey;
import io.vesper.access.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key in JSON, without its secret. */
record KeyView(
        @Schema(example = "5f0c3a9be4d17280") String keyId,
        @Schema(example = "north gate") String name,
        @Schema(example = "[\"query\",\"enroll\"]") List<String> scopes,
        Instant createdAt,

        @Schema(description = "null: never") @Nullable Instant expiresAt,

        @Schema(description = "null: not revoked") @Nullable Instant revokedAt,

        @Schema(description = "To about a minute; null: never") @Nullable
        Instant lastUsedAt,

        @Schema(description = "null: no limit", example = "600") @Nullable
        Integer requestsPerMinute,

        @Schema(description = "null: no limit", example = "100000") @Nullable
        Integer imagesPerDay) {
    static KeyView of(ApiKey key) {
        return new KeyView(
                key.keyId(),
                key.name(),
                key.scopes().stream().sorted().map(Scope::label).toList(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                key.limits().requestsPerMinute(),
                key.limits().imagesPerDay());
    }

    /** @param keys oldest first, also those expired or revoked */
    @Schema(name = "KeyList")
    record All(List<KeyView> keys) {}

    /** The answer that shows the secret, once. */
    @Schema(name = "NewKey")
    record Created(
            @JsonUnwrapped KeyView view,

            @Schema(
                    description =
                            "The whole key, to be sent as X-API-Key. It is kept nowhere: this is the only time it is shown",
                    example = "vsp_5f0c3a9be4d17280_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
            String key) {
        static Created of(CreatedKey created) {
            return new Created(KeyView.of(created.key()), created.text());
        }
    }
}
