package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.IndexEntry;
import io.vesper.store.GalleryImage;
import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of replicas begin with: two servers that follow each other, with the first of two models. */
abstract class TwoReplicas {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    TestGallery one;
    TestGallery two;

    @BeforeEach
    void start() {
        TestDatabase place = TestDatabase.at(folder.resolve("vesper"));
        GridModels models = GridModels.twoModels();
        one = TestGallery.following(place, models, "grid-a");
        two = TestGallery.following(place, models, "grid-a");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    void assertSame() {
        await(() -> isSame(one) && isSame(two));
        assertThat(one.check.check().healed()).isZero();
        assertThat(two.check.check().healed()).isZero();
        assertThat(one.meters.get("vesper.gallery.follow.failures").counter().count())
                .isZero();
    }

    static boolean isSame(TestGallery gallery) {
        Set<IndexEntry> indexed = new HashSet<>();
        gallery.indexed().forEach(row -> indexed.add(row.entry()));
        return indexed.equals(new HashSet<>(
                gallery.images().stream().map(GalleryImage::indexEntry).toList()));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
