package io.vesper.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a small set in SYSU-MM01's layout, of files that begin as a JPEG does. */
final class TinySysu {
    static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

    private TinySysu() {}

    /** Ids 1 and 12 to train on, 3 to validate, 4 to test; each has one visible and one infrared picture. */
    static Path in(Path folder) {
        for (SysuCamera camera : SysuCamera.values()) {
            makeFolder(folder.resolve(camera.id().value()));
        }
        for (String person : new String[] {"0001", "0012", "0003", "0004"}) {
            write(folder.resolve("cam1").resolve(person).resolve("0001.jpg"), JPEG_START);
            write(folder.resolve("cam3").resolve(person).resolve("0001.jpg"), JPEG_START);
        }
        ids(folder, "train", "12,1\n");
        ids(folder, "val", "3");
        ids(folder, "test", " 4 \r\n");
        return folder;
    }

    static void ids(Path folder, String part, String line) {
        write(folder.resolve("exp").resolve(part + "_id.txt"), line.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        makeFolder(file.getParent());
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
