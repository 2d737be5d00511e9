package io.vesper.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cheap check that a file is a picture: the bytes that each begins with, whatever it is named. */
final class PictureSignature {
    private static final List<String> STARTS = List.of("\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "BM");
    private static final int LONGEST = 8;

    private PictureSignature() {}

    /** @throws IllegalArgumentException naming the file, if it cannot be opened, is empty or begins otherwise */
    static void check(Path file) {
        String start = start(file);
        if (start.isEmpty()) {
            throw new IllegalArgumentException(
                    "The picture (%s) is empty. Maybe the copy was cut off.".formatted(file));
        }
        if (STARTS.stream().noneMatch(start::startsWith)) {
            throw new IllegalArgumentException(
                    "The picture (%s) does not begin as a JPEG, PNG or BMP does. Maybe it is another kind of file with a picture's name."
                            .formatted(file));
        }
    }

    private static String start(Path file) {
        // Opening a pipe would wait for ever.
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The picture (%s) is not a regular file. Maybe it is a link to a file that is gone."
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The picture (%s) cannot be read. Maybe the process lacks the permission.".formatted(file), e);
        }
    }
}
