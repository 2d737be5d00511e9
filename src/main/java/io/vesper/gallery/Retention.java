package io.vesper.gallery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexChange;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryStore;
import io.vesper.store.ImageStore;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases images whose gallery's time to live is over, as completely as if each had been deleted. */
final class Retention {
    /** Enrolments wait for one batch at most. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final GalleryStore galleries;
    private final ImageStore images;
    private final GalleryWriter writer;
    private final Clock clock;
    private final Counter erased;

    /** @param clock tells how old images are; they carry the system's time of their enrolment */
    Retention(GalleryDatabase database, GalleryWriter writer, Clock clock, MeterRegistry meters) {
        this.galleries = database.galleries();
        this.images = database.images();
        this.writer = writer;
        this.clock = clock;
        this.erased = Counter.builder("vesper.retention.erased")
                .description("Images erased because their gallery's time to live was over")
                .register(meters);
    }

    void sweep() {
        int count = 0;
        for (GalleryName gallery : galleries.withTimeToLive()) {
            for (int batch = BATCH; batch == BATCH; count += batch) {
                batch = eraseBatch(gallery);
            }
        }
        if (count > 0) {
            LOG.info("{} images are erased: their galleries' time to live was over.", count);
        }
    }

    private int eraseBatch(GalleryName gallery) {
        int batch = writer.write(() -> {
            Set<UUID> expired = galleries.expired(gallery, clock.instant(), BATCH);
            expired.forEach(images::delete);
            return new Change<>(expired.size(), IndexChange.erasing(expired));
        });
        erased.increment(batch);
        return batch;
    }
}
