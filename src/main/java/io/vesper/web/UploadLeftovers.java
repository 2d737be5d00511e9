package io.vesper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes uploads that a killed server left in its temporary folder: they are pictures of people, whom nobody could erase there.
 *
 * <p>Another server may use the same folder, so a file must have lain untouched for an hour, which no upload does that is at work.
 */
final class UploadLeftovers {
    /** As the web server names them. */
    private static final String UPLOADS = "upload_*.tmp";

    private static final Duration AT_WORK = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(UploadLeftovers.class);

    private final Path folder;
    private final Clock clock;

    /** @param folder need not exist */
    UploadLeftovers(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M")
    void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folder, UPLOADS)) {
            for (Path upload : uploads) {
                sweep(upload);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder (%s) cannot be read.".formatted(folder), e);
        }
    }

    private void sweep(Path upload) throws IOException {
        Instant untouchedSince = clock.instant().minus(AT_WORK);
        try {
            if (Files.getLastModifiedTime(upload).toInstant().isBefore(untouchedSince)) {
                Files.deleteIfExists(upload);
                LOG.info("Deleted an upload that a killed server had left behind ({})", upload.getFileName());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("The upload ({}) has ended", upload.getFileName());
        }
    }
}
