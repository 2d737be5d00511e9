package io.vesper.dataset;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a set lies in.
 *
 * @param path where it is
 */
record SetFolder(Path path) {
    /** @throws IllegalArgumentException if there is no such folder */
    SetFolder {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    "The dataset folder (%s) is missing. Maybe the path is relative to another folder."
                            .formatted(path));
        }
    }

    /** The folder's own name, which the set is called by. */
    String name() {
        return requireNonNullElse(path.toAbsolutePath().normalize().getFileName(), path)
                .toString();
    }

    /** The path of a file in the folder as an index file would write it, with slashes. */
    String relative(Path file) {
        return path.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /**
     * All files under a sub-folder, links followed, sorted.
     *
     * @param name of the sub-folder
     * @param hint what is told if it is missing: a whole sentence
     * @throws IllegalArgumentException if it is missing or cannot be listed
     */
    List<Path> files(String name, String hint) {
        Path folder = path.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("The folder (%s) is missing. %s".formatted(folder, hint));
        }
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(file -> !Files.isDirectory(file)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "The folder (%s) cannot be listed. Maybe the process lacks the permission, or a link leads in a circle."
                            .formatted(culprit(e, folder)),
                    e);
        }
    }

    private static String culprit(Exception e, Path walked) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        String file = cause instanceof FileSystemException failure ? failure.getFile() : null;
        return requireNonNullElse(file, walked.toString());
    }
}
