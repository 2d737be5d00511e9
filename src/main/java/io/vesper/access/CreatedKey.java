package io.vesper.access;

/**
 * A key that was just made.
 *
 * @param text the whole key with its secret, as it is sent in {@code X-API-Key}; kept nowhere, so never to be had again
 */
public record CreatedKey(ApiKey key, String text) {
    /** Without the secret, so that no log gets it by accident. */
    @Override
    public String toString() {
        return "CreatedKey[%s]".formatted(key);
    }
}
