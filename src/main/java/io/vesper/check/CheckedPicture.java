package io.vesper.check;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A picture that was read and decoded.
 *
 * @param image what the set says of it
 * @param content the SHA-256 of the file; empty if it cannot be read
 * @param fault why it cannot be used; null if it can
 */
record CheckedPicture(
        PersonImage image, String content, @Nullable String fault) {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    static CheckedPicture of(PersonImage image) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(image.file());
        } catch (IOException e) {
            return new CheckedPicture(image, "", "It cannot be read (%s).".formatted(e));
        }
        try {
            DECODER.decode(bytes);
            return new CheckedPicture(image, sha256(bytes), null);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            return new CheckedPicture(image, sha256(bytes), e.getMessage());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
