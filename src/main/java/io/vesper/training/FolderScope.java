package io.vesper.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A folder in which requests may name files and folders, and never outside it.
 *
 * @param setting its name in the configuration, for messages
 * @param folder where it is
 */
record FolderScope(String setting, Path folder) {
    /**
     * Finds what a request names.
     *
     * @param requested relative to the folder
     * @return the real path, links resolved
     * @throws IllegalArgumentException if the path is blank, malformed or absolute, leads out of the folder by {@code ..} or by a
     *     link, or names nothing; the message names the path and the rule
     */
    Path resolve(String requested) {
        Path relative = parse(requested);
        if (relative.isAbsolute() || relative.getRoot() != null) {
            throw refused(requested, "must be relative to %s");
        }
        Path plain = folder.resolve(relative).normalize();
        if (!plain.startsWith(folder.normalize())) {
            throw refused(requested, "must not lead out of %s");
        }
        if (!Files.exists(plain)) {
            throw refused(requested, "names nothing under %s");
        }
        return insideByLinksToo(requested, plain);
    }

    private Path parse(String requested) {
        if (requested.isBlank()) {
            throw refused(requested, "must not be blank; it is relative to %s");
        }
        try {
            return Path.of(requested);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "The path (%s) is malformed: %s.".formatted(requested, e.getReason()), e);
        }
    }

    private Path insideByLinksToo(String requested, Path file) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw refused(requested, "must not lead out of %s, and it does by a link");
            }
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException("The path (%s) cannot be followed.".formatted(requested), e);
        }
    }

    private IllegalArgumentException refused(String requested, String rule) {
        return new IllegalArgumentException("The path (%s) %s.".formatted(requested, rule.formatted(setting)));
    }
}
