package io.vesper.gallery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.index.GalleryName;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryStore;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases images whose gallery's time to live is over, as completely as if each had been deleted. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final GalleryStore galleries;
    private final GalleryWriter writer;
    private final Clock clock;
    private final Counter erased;

    /** @param clock tells how old images are; they carry the system's time of their enrolment */
    Retention(GalleryDatabase database, GalleryWriter writer, Clock clock, MeterRegistry meters) {
        this.galleries = database.galleries();
        this.writer = writer;
        this.clock = clock;
        this.erased = Counter.builder("vesper.retention.erased")
                .description("Images erased because their gallery's time to live was over")
                .register(meters);
    }

    void sweep() {
        int count = 0;
        for (GalleryName gallery : galleries.withTimeToLive()) {
            count += writer.eraseAll(
                    images -> AuditEvent.inGallery(AuditAction.EXPIRE, gallery.value(), images),
                    limit -> galleries.expired(gallery, clock.instant(), limit));
        }
        if (count > 0) {
            erased.increment(count);
            LOG.info("{} images are erased: their galleries' time to live was over.", count);
        }
    }
}
