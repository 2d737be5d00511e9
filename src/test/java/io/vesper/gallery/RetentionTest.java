package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.index.GalleryName;
import io.vesper.store.GalleryImage;
import io.vesper.store.TimeToLive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to images whose time to live is over. */
class RetentionTest extends StartedGallery {
    private static final GalleryName HALL = new GalleryName("hall");
    private static final GalleryName YARD = new GalleryName("yard");
    private static final TimeToLive MONTH = TimeToLive.parse("P30D");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void imagesAreErasedOnceTheirTimeIsOverAndOthersStay() {
        GalleryImage old = test.enrolIn(HALL, "A", "1", 1);
        GalleryImage elsewhere = test.enrolIn(YARD, "A", "1", 1);
        test.galleries.keepFor(HALL, MONTH);
        Instant over = old.createdAt().plus(Duration.ofDays(30));

        sweepAt(over.minusMillis(1));
        assertThat(test.images()).containsExactly(old, elsewhere);

        sweepAt(over);
        assertThat(test.images()).containsExactly(elsewhere);
        assertThat(Traces.of(test.jdbc, old.imageId())).isEmpty();
        assertThat(meters.get("vesper.retention.erased").counter().count()).isEqualTo(1);
        test.assertIndexEqualsDatabase();
    }

    @Test
    void oldImagesAreErasedInBatches() {
        for (int i = 0; i < GalleryWriter.BATCH + 5; i++) {
            test.enrolIn(HALL, "p" + i % 7, "1", i);
        }
        test.galleries.keepFor(HALL, MONTH);
        List<Integer> sizes = new ArrayList<>();
        test.writes.beforeLock = () -> sizes.add(test.active.indexSize());

        sweepAt(Instant.now().plus(Duration.ofDays(31)));

        // Two batches of images, then what jobs keep.
        assertThat(sizes).containsExactly(GalleryWriter.BATCH + 5, 5, 0);
        assertThat(test.images()).isEmpty();
        assertThat(test.active.indexSize()).isZero();
        assertThat(meters.get("vesper.retention.erased").counter().count()).isEqualTo(GalleryWriter.BATCH + 5);
    }

    /** The sweep has found the gallery, but not yet an image, when the operator takes the time to live back. */
    @Test
    void whatIsToBeKeptForEverIsNotErasedByASweepUnderWay() {
        test.enrolIn(HALL, "A", "1", 1);
        test.galleries.keepFor(HALL, MONTH);
        test.writes.beforeLock = () -> {
            test.writes.beforeLock = () -> {};
            test.galleries.keepFor(HALL, null);
        };

        sweepAt(Instant.now().plus(Duration.ofDays(31)));

        assertThat(test.images()).hasSize(1);
    }

    @Test
    void picturesThatAJobKeepsAreErasedWithTheImagesOfTheirTime() {
        JobItems.keep(test, HALL, "A", "B");
        JobItems.keep(test, YARD, "C");
        test.galleries.keepFor(HALL, MONTH);

        sweepAt(Instant.now().plus(Duration.ofDays(29)));
        assertThat(test.rows("enrolment_item")).isEqualTo(3);

        sweepAt(Instant.now().plus(Duration.ofDays(31)));
        assertThat(test.rows("enrolment_item WHERE gallery = '" + YARD.value() + "'"))
                .isEqualTo(test.rows("enrolment_item"))
                .isEqualTo(1);
        assertThat(meters.get("vesper.retention.erased").counter().count()).isEqualTo(2);
    }

    private void sweepAt(Instant now) {
        new Retention(test.database, test.writer(), Clock.fixed(now, ZoneOffset.UTC), meters).sweep();
    }
}
