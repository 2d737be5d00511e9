package io.vesper.gallery;

import io.vesper.serving.GalleryBusyException;
import io.vesper.serving.IndexCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** What the gallery does by itself, beside the requests. */
final class GalleryUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryUpkeep.class);

    private final IndexCheck check;
    private final Retention retention;

    GalleryUpkeep(IndexCheck check, Retention retention) {
        this.check = check;
        this.retention = retention;
    }

    /** After a change whose outcome is unknown: tried until the database answers. */
    @Scheduled(fixedDelayString = "${vesper.gallery.settle-interval:2s}")
    void settle() {
        perhapsLater(check::settle, "The index cannot be compared with the database yet");
    }

    void sweep() {
        perhapsLater(retention::sweep, "Images whose time to live is over cannot be erased yet");
    }

    /** What fails now because others write, or because the database is away, is done by the next call. */
    private static void perhapsLater(Runnable work, String otherwise) {
        try {
            work.run();
        } catch (GalleryBusyException | DataAccessException | TransactionException e) {
            LOG.warn("{}: {}", otherwise, e.getMessage());
        }
    }
}
