package io.vesper.dataset;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder that a set lies in. Links within it are followed; what a link leads to outside is not of the set, or a set could
 * name any picture of the machine.
 *
 * @param path where it is
 * @param realPath the same without links
 */
record SetFolder(Path path, Path realPath) {
    private static final String OUTSIDE =
            "The path (%s) leads out of the dataset folder (%s) by a link. All of a set must lie in its folder. Maybe copy it there.";

    /** @throws IllegalArgumentException if there is no such folder */
    static SetFolder of(Path path) {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    "The dataset folder (%s) is missing. Maybe the path is relative to another folder."
                            .formatted(path));
        }
        try {
            return new SetFolder(path, path.toRealPath());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The dataset folder (%s) cannot be opened. Maybe the process lacks the permission.".formatted(path),
                    e);
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
     * A file that says what the set has; it may be absent.
     *
     * @param name relative, with slashes
     * @throws IllegalArgumentException if a link leads from it out of the folder
     */
    Path resolve(String name) {
        Path file = path.resolve(name);
        if (leadsOut(file)) {
            throw new IllegalArgumentException(OUTSIDE.formatted(file, path));
        }
        return file;
    }

    /** Whether a link leads from a path in the folder out of it. One that cannot be followed leads nowhere: reading it will fail. */
    boolean leadsOut(Path file) {
        try {
            return !file.toRealPath().startsWith(realPath);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * All files under a sub-folder, sorted; what a link leads to outside is told, and left out.
     *
     * @param name of the sub-folder
     * @param hint what is told if it is missing: a whole sentence
     * @throws IllegalArgumentException if it is missing or cannot be listed
     */
    List<Path> files(String name, String hint, Consumer<String> problems) {
        Path folder = path.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("The folder (%s) is missing. %s".formatted(folder, hint));
        }
        try {
            Insiders insiders = new Insiders(problems);
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, insiders);
            Collections.sort(insiders.files);
            return Collections.unmodifiableList(insiders.files);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The folder (%s) cannot be listed. Maybe the process lacks the permission, or a link leads in a circle."
                            .formatted(culprit(e, folder)),
                    e);
        }
    }

    private static String culprit(IOException e, Path walked) {
        String file = e instanceof FileSystemException failure ? failure.getFile() : null;
        return requireNonNullElse(file, walked.toString());
    }

    /** Collects files, and does not walk out of the set. */
    private final class Insiders extends SimpleFileVisitor<Path> {
        private final Consumer<String> problems;
        private final List<Path> files = new ArrayList<>();

        Insiders(Consumer<String> problems) {
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isInside(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isInside(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isInside(Path visited) {
            boolean leadsOut = leadsOut(visited);
            if (leadsOut) {
                problems.accept(OUTSIDE.formatted(visited, path));
            }
            return !leadsOut;
        }
    }
}
