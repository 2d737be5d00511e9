package io.vesper.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A folder for each job that has not completed, under {@code vesper.data-dir/jobs}. */
final class JobFolders {
    private final Path root;

    JobFolders(Path dataDir) {
        this.root = dataDir.resolve("jobs");
    }

    Path create(String jobId) {
        try {
            return Files.createDirectories(root.resolve(jobId));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of job (%s) cannot be made in (%s).".formatted(jobId, root), e);
        }
    }

    void delete(String jobId) {
        try {
            FileSystemUtils.deleteRecursively(root.resolve(jobId));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder of job (%s) cannot be deleted in (%s).".formatted(jobId, root), e);
        }
    }
}
