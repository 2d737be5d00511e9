package io.vesper.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The cheap check that a file is a JPEG picture: the three bytes that each begins with. */
final class JpegSignature {
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private JpegSignature() {}

    /** @throws IllegalArgumentException naming the file, if it cannot be opened, is empty or begins otherwise */
    static void check(Path file) {
        byte[] start = start(file);
        if (start.length == 0) {
            throw new IllegalArgumentException(
                    "The picture (%s) is empty. Maybe the copy was cut off.".formatted(file));
        }
        if (!Arrays.equals(start, START)) {
            throw new IllegalArgumentException(
                    "The picture (%s) does not begin as a JPEG does (FF D8 FF). Maybe it is another kind of file named .jpg."
                            .formatted(file));
        }
    }

    private static byte[] start(Path file) {
        // Opening a pipe would wait for ever.
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The picture (%s) is not a regular file. Maybe it is a link to a file that is gone."
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START.length);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The picture (%s) cannot be read. Maybe the process lacks the permission.".formatted(file), e);
        }
    }
}
