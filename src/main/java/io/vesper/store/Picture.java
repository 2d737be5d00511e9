package io.vesper.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An image file that was decoded before, byte for byte as it was sent.
 *
 * @param bytes the file
 * @param contentType its media type
 */
public record Picture(byte[] bytes, String contentType) {
    /** @param bytes a JPEG, PNG or BMP file, known to be one of them */
    public static Picture of(byte[] bytes) {
        return new Picture(bytes, contentTypeOf(bytes[0]));
    }

    private static String contentTypeOf(byte first) {
        return switch (first) {
            case (byte) 0xFF -> "image/jpeg";
            case (byte) 0x89 -> "image/png";
            case 'B' -> "image/bmp";
            default ->
                throw new IllegalStateException(
                        "The decoder accepts a kind of image whose media type is not known here (first byte %d)."
                                .formatted(first));
        };
    }

    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
