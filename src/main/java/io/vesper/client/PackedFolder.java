package io.vesper.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A folder as a ZIP file, so that its length is known before it is sent. Only this user can read the file, and it is deleted at the
 * end, also when the process is told to end meanwhile. Files whose names begin with a dot are left out.
 */
public final class PackedFolder implements AutoCloseable {
    private final Path zip;

    private PackedFolder(Path zip) {
        this.zip = zip;
    }

    /** @throws ServerException if the folder cannot be read, or the ZIP file not be written */
    public static PackedFolder of(Path folder) {
        Path zip = null;
        try {
            zip = Files.createTempFile("vesper-enroll-", ".zip");
            PackedFolder packed = new PackedFolder(zip);
            zip.toFile().deleteOnExit();
            write(folder, zip);
            return packed;
        } catch (IOException | UncheckedIOException e) {
            if (zip != null) {
                new PackedFolder(zip).close();
            }
            throw new ServerException(
                    "The folder (%s) cannot be packed: %s. Maybe a file cannot be read, or the temporary folder is full."
                            .formatted(folder, e),
                    e);
        }
    }

    private static void write(Path folder, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            // Most pictures are compressed already.
            out.setLevel(Deflater.BEST_SPEED);
            for (Path file : files(folder)) {
                out.putNextEntry(new ZipEntry(name(folder, file)));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !name(folder, file).matches("(.*/)?\\..*"))
                    .sorted()
                    .toList();
        }
    }

    /** With plain slashes on every system. */
    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    /** The ZIP file. */
    public Path file() {
        return zip;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(zip);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary file (%s) cannot be deleted.".formatted(zip), e);
        }
    }
}
