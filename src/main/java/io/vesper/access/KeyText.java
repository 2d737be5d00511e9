package io.vesper.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as callers send it: {@code vsp_<id>_<secret>}, 64 random bits that name it and 256 that prove it, in hexadecimal.
 *
 * @param keyId 16 digits
 * @param secret 64 digits
 */
record KeyText(String keyId, String secret) {
    private static final Pattern FORM = Pattern.compile("vsp_([0-9a-f]{16})_([0-9a-f]{64})");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    static KeyText random(SecureRandom random) {
        return new KeyText(digits(random, ID_BYTES), digits(random, SECRET_BYTES));
    }

    private static String digits(SecureRandom random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Null if it is no key at all. */
    static @Nullable KeyText parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? new KeyText(matcher.group(1), matcher.group(2)) : null;
    }

    /** In hexadecimal. A plain hash is right here: see the table {@code api_key}. */
    String secretSha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Whether the secret is the one that was hashed; takes as long for a near miss as for a far one. */
    boolean proves(String secretSha256) {
        return MessageDigest.isEqual(
                secretSha256().getBytes(StandardCharsets.US_ASCII), secretSha256.getBytes(StandardCharsets.US_ASCII));
    }

    String text() {
        return "vsp_" + keyId + "_" + secret;
    }

    /** Without the secret, so that no log gets it by accident. */
    @Override
    public String toString() {
        return "vsp_" + keyId;
    }
}
