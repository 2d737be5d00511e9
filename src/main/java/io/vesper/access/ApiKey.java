package io.vesper.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key, without its secret.
 *
 * @param keyId 16 hexadecimal digits, part of the key; no secret
 * @param expiresAt from then on it is refused; null: never
 * @param revokedAt since when it is refused; null: it is not
 * @param lastUsedAt when it was used, to about a minute; null: never
 */
public record ApiKey(
        String keyId,
        String name,
        Set<Scope> scopes,
        KeyLimits limits,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public boolean allows(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }
}
