package io.vesper.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A folder in which requests may name files, and never outside it.
 *
 * @param setting its name in the configuration, for messages
 * @param folder where it is
 */
record FolderScope(String setting, Path folder) {

    /**
     * Finds what a request names.
     *
     * @param path relative to the folder, or absolute inside it
     * @return the real path, symbolic links followed
     * @throws IllegalArgumentException if there is no such file, or it lies outside the folder
     */
    Path resolve(String path) {
        Path named = path(path);
        if (!named.startsWith(folder.toAbsolutePath().normalize())) {
            throw outside(path);
        }
        if (!Files.exists(named)) {
            throw new IllegalArgumentException("There is no file or folder (%s) under %s.".formatted(path, setting));
        }
        try {
            // A link inside the folder may point outside it.
            if (!named.toRealPath().startsWith(folder.toRealPath())) {
                throw outside(path);
            }
            return named.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("The path (%s) under %s cannot be followed.".formatted(path, setting), e);
        }
    }

    private Path path(String path) {
        try {
            return folder.toAbsolutePath().normalize().resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("The path (%s) is not a file name.".formatted(path), e);
        }
    }

    private IllegalArgumentException outside(String path) {
        return new IllegalArgumentException(
                "The path (%s) leads out of %s. Only what lies under it can be named in a request."
                        .formatted(path, setting));
    }
}
