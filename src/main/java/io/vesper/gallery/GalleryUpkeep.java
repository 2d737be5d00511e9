package io.vesper.gallery;

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

    GalleryUpkeep(IndexCheck check) {
        this.check = check;
    }

    /** After a change whose outcome is unknown: tried until the database answers. */
    @Scheduled(fixedDelayString = "${vesper.gallery.settle-interval:2s}")
    void settle() {
        try {
            check.settle();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The index cannot be compared with the database yet: {}", e.getMessage());
        }
    }
}
