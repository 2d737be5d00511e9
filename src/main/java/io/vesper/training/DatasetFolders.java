package io.vesper.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The folder under which every dataset lies that a request may name.
 *
 * @param datasetsDir the setting {@code vesper.datasets-dir}
 */
@ConfigurationProperties("vesper")
public record DatasetFolders(Path datasetsDir) {
    /**
     * Finds a dataset's folder.
     *
     * @param requested relative to {@code vesper.datasets-dir}
     * @return the real folder, links resolved
     * @throws IllegalArgumentException if the path is blank, malformed or absolute, leads out of {@code vesper.datasets-dir}
     *     by {@code ..} or by a link, or is no folder; the message names the path and the rule
     */
    public Path resolve(String requested) {
        Path relative = parse(requested);
        if (relative.isAbsolute() || relative.getRoot() != null) {
            throw refused(requested, "must be relative to vesper.datasets-dir");
        }
        Path plain = datasetsDir.resolve(relative).normalize();
        if (!plain.startsWith(datasetsDir.normalize())) {
            throw refused(requested, "must not lead out of vesper.datasets-dir");
        }
        if (!Files.isDirectory(plain)) {
            throw refused(requested, "is no folder under vesper.datasets-dir");
        }
        return insideByLinksToo(requested, plain);
    }

    private static Path parse(String requested) {
        if (requested.isBlank()) {
            throw refused(requested, "must not be blank");
        }
        try {
            return Path.of(requested);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "The dataset path (%s) is malformed: %s.".formatted(requested, e.getReason()), e);
        }
    }

    private Path insideByLinksToo(String requested, Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!real.startsWith(datasetsDir.toRealPath())) {
                throw refused(requested, "must not lead out of vesper.datasets-dir, and it does by a link");
            }
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException("The dataset folder (%s) cannot be read.".formatted(requested), e);
        }
    }

    private static IllegalArgumentException refused(String requested, String rule) {
        return new IllegalArgumentException("The dataset path (%s) %s.".formatted(requested, rule));
    }
}
