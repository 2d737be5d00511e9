package io.vesper.security;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.http.Fields;
import io.vesper.http.InvalidRequestException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /keys}. */
record KeyBody(
        @Schema(description = "What it is for", example = "north gate", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(
                description = "query, enroll, train, metrics or admin, which allows all of them",
                example = "[\"enroll\",\"query\"]",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        List<@Nullable String> scopes,

        @Schema(description = "After which time it is refused, an ISO-8601 duration; absent: never", example = "P90D")
        @Nullable
        String expires,

        @Schema(description = "Requests in a minute, 1 to 1000000; absent: no limit", example = "600") @Nullable
        Integer requestsPerMinute,

        @Schema(description = "Pictures sent on a UTC day, 1 to 1000000000; absent: no limit", example = "100000")
        @Nullable
        Integer imagesPerDay) {

    /** @throws InvalidRequestException naming everything that is wrong */
    NewKey toNewKey() {
        Fields fields = new Fields();
        String checkedName = fields.required("name", name, NewKey::checkedName);
        Set<Scope> checkedScopes = scopes(fields);
        Duration lifetime = fields.optional("expires", expires, NewKey::lifetime);
        Integer requests = limit(fields, "requestsPerMinute", requestsPerMinute, KeyLimits.MAX_REQUESTS);
        Integer images = limit(fields, "imagesPerDay", imagesPerDay, KeyLimits.MAX_IMAGES);
        fields.check();
        return new NewKey(
                Objects.requireNonNull(checkedName), checkedScopes, lifetime, new KeyLimits(requests, images));
    }

    private Set<Scope> scopes(Fields fields) {
        if (scopes == null || scopes.isEmpty()) {
            fields.refuse("scopes", "The scopes are missing: at least one is needed.");
            return Set.of();
        }
        Set<Scope> checked = new HashSet<>();
        for (int i = 0; i < scopes.size(); i++) {
            Scope scope = fields.required("scopes[%d]".formatted(i), scopes.get(i), Scope::of);
            if (scope != null) {
                checked.add(scope);
            }
        }
        return checked;
    }

    private static @Nullable Integer limit(Fields fields, String field, @Nullable Integer limit, int max) {
        return limit == null ? null : fields.optional(field, limit.toString(), Fields.wholeNumber(field, 1, max));
    }
}
