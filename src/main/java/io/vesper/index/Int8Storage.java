package io.vesper.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Every value in one byte on the heap, and in four in a file that the operating system keeps in memory as far as there is room.
 *
 * <p>Embeddings are biometric data: a file has no name any more when the first is written into it, so nothing is left of it however
 * the server ends. Where the system cannot do that, as Windows, it is deleted at the end, or else at the next start.
 */
public final class Int8Storage implements VectorStorage {
    private static final String SUFFIX = ".vectors";

    private final Path folder;

    /** @param folder for the files; those that an earlier run left are deleted */
    public Int8Storage(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder (%s) for vectors cannot be used.".formatted(folder), e);
        }
    }

    @Override
    public RowVectors chunk(int dimension, int rows) {
        return new Int8Vectors(dimension, rows, map(4L * dimension * rows));
    }

    private ByteBuffer map(long size) {
        try {
            Path file = Files.createTempFile(folder, "index", SUFFIX);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, size).order(ByteOrder.nativeOrder());
            } finally {
                delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The vectors (%d bytes) cannot be kept in the folder (%s). Maybe its disk is full."
                            .formatted(size, folder),
                    e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit(); // the system does not delete what is in use
        }
    }
}
