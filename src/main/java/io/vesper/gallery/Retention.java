package io.vesper.gallery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexChange;
import io.vesper.store.EnrolmentItemStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryStore;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases images whose gallery's time to live is over, as completely as if each had been deleted. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final GalleryStore galleries;
    private final EnrolmentItemStore items;
    private final GalleryWriter writer;
    private final Clock clock;
    private final Counter erased;

    /** @param clock tells how old images are; they carry the system's time of their enrolment */
    Retention(GalleryDatabase database, GalleryWriter writer, Clock clock, MeterRegistry meters) {
        this.galleries = database.galleries();
        this.items = database.items();
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
                    images -> event(gallery, images), limit -> galleries.expired(gallery, clock.instant(), limit));
            count += eraseWaiting(gallery);
        }
        if (count > 0) {
            erased.increment(count);
            LOG.info("{} images are erased: their galleries' time to live was over.", count);
        }
    }

    /** Pictures that a job keeps: their turn never came, or they were refused. */
    private int eraseWaiting(GalleryName gallery) {
        return writer.write(() -> {
            Instant until = galleries.expiredUntil(gallery, clock.instant());
            int pictures = until == null ? 0 : items.erase(gallery, until);
            return new Change<>(pictures, IndexChange.NONE, pictures == 0 ? null : event(gallery, pictures));
        });
    }

    private static AuditEvent event(GalleryName gallery, int images) {
        return AuditEvent.inGallery(AuditAction.EXPIRE, gallery.value(), images);
    }
}
