package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexEntry;
import io.vesper.person.PersonId;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryImage;
import io.vesper.store.TestDatabase;
import io.vesper.store.TimeToLive;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** Two servers on one database keep in step. H2 has one process, so there is nothing to show there. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(120)
class ReplicasTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();
    private TestGallery one;
    private TestGallery two;

    @BeforeEach
    void start() {
        TestDatabase place = TestDatabase.at(folder.resolve("vesper"));
        one = TestGallery.following(place, models, "grid-a");
        two = TestGallery.following(place, models, "grid-a");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void whatIsEnrolledHereIsFoundThere() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long start = System.nanoTime();
            GalleryImage image = one.enrol("p" + i, Pictures.png(i, 1));
            await(() -> two.active.indexState().indexedThrough() >= image.sequence());
            millis.add((System.nanoTime() - start) / 1_000_000);
            assertThat(two.find(Pictures.png(i, 1)).get(0).images().get(0).imageId())
                    .isEqualTo(image.imageId());
        }
        millis.sort(null);
        System.out.printf(
                "Found on the other replica after: median %d ms, worst %d ms%n", millis.get(20), millis.get(39));
        assertSame();
    }

    @Test
    void whatIsErasedRelabelledMergedOrExpiredHereIsSoThere() {
        List<GalleryImage> images = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            images.add(one.enrol("p" + i, Pictures.png(i, 1)));
        }
        await(() -> two.active.indexSize() == 8);

        two.gallery.delete(images.get(0).imageId());
        two.people.erase(GalleryName.DEFAULT, new PersonId("p1"));
        two.corrections.correct(images.get(2).imageId(), CorrectionsTest.named("renamed"));
        two.people.merge(GalleryName.DEFAULT, new PersonId("p3"), new PersonId("p4"));

        await(() -> isSame(one));
        assertThat(one.active.indexSize()).isEqualTo(6);
        assertThat(one.find(Pictures.png(2, 1)).get(0).person()).hasToString("renamed");
        assertThat(one.find(Pictures.png(3, 1)).get(0).person()).hasToString("p4");
        assertSame();
    }

    /** The first to draw its positions commits last. */
    @Test
    void aTransactionThatCommitsLateIsNotPassedOver() throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        GalleryImage early = one.enrol("early", Pictures.png(1, 1));
        await(() -> two.active.indexSize() == 1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = thread.submit(() -> one.database.transaction().executeWithoutResult(status -> {
                one.jdbc
                        .sql("UPDATE gallery_image SET person_id = 'late' WHERE image_id = ?")
                        .param(early.imageId())
                        .update();
                one.jdbc
                        .sql(
                                "INSERT INTO gallery_change (origin, image_id, changed_at) VALUES (?, ?, CURRENT_TIMESTAMP)")
                        .params(new java.util.UUID(0, 0), early.imageId())
                        .update();
                drawn.countDown();
                awaitUninterruptibly(mayEnd);
            }));
            drawn.await();
            GalleryImage later = one.enrol("later", Pictures.png(2, 1));
            await(() -> two.active.indexSize() == 2);
            assertThat(two.active.indexState().indexedThrough())
                    .as("what runs may still commit a lower number")
                    .isLessThan(later.sequence());
            mayEnd.countDown();
            slow.get();
        } finally {
            mayEnd.countDown();
            thread.shutdown();
        }
        await(() -> two.find(Pictures.png(1, 1)).get(0).person().equals(new PersonId("late")));
        await(() -> two.active.indexState().indexedThrough() == 2);
    }

    @Test
    void aListenerThatIsCutOffGoesOnByAskingAndListensAgain() {
        await(() -> one.replica.state().isListening() && two.replica.state().isListening());
        one.jdbc
                .sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query(Boolean.class)
                .list();

        one.enrol("A", Pictures.png(1, 1));

        await(() -> two.active.indexSize() == 1);
        await(() -> one.replica.state().isListening() && two.replica.state().isListening());
        two.enrol("B", Pictures.png(2, 1));
        await(() -> one.active.indexSize() == 2);
        assertSame();
    }

    @Test
    void aModelActivatedHereAnswersThereAndNothingIsLostMeanwhile() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> ends = new ArrayList<>();
        for (TestGallery gallery : List.of(one, two)) {
            int first = gallery == one ? 1000 : 2000;
            gallery.enrol("base" + first, Pictures.png(first, 1));
            ends.add(threads.submit(() -> {
                for (int i = 1; !isOver.get(); i++) {
                    gallery.enrol("p" + (first + i), Pictures.png(first + i, 1));
                }
            }));
            ends.add(threads.submit(() -> {
                while (!isOver.get()) {
                    assertThat(gallery.answer(Pictures.png(first, 1))
                                    .people()
                                    .get(0)
                                    .score())
                            .as("probe and gallery by one model")
                            .isGreaterThan(0.999);
                }
            }));
        }
        one.activation.activate("grid-b");
        await(() -> "grid-b".equals(one.active.modelId()) && "grid-b".equals(two.active.modelId()));
        isOver.set(true);
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        assertSame();
        assertThat(two.active.modelId()).isEqualTo("grid-b");
    }

    @Test
    void aRequestedModelIsTakenUpByOneOfThem() {
        one.enrol("A", Pictures.png(1, 1));
        one.activation.request("grid-b");

        await(() -> "grid-b".equals(one.active.modelId()) && "grid-b".equals(two.active.modelId()));
        assertThat(one.activation.choice().requested()).isNull();
        assertThat(one.activation.choice().activating()).isNull();
        assertSame();
    }

    @Test
    void manyWritersOnBothLeaveBothAsTheDatabaseSays() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> ends = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            Random random = new Random(writer);
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    change(random);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        assertSame();
    }

    /** Both look for what is old at once: each image is erased and counted by one of them. */
    @Test
    void twoSweepsEraseEachImageOnce() throws Exception {
        int images = 2 * GalleryWriter.BATCH;
        for (int i = 0; i < images; i++) {
            one.enrolIn(GalleryName.DEFAULT, "p" + i % 7, "1", i);
        }
        one.galleries.keepFor(GalleryName.DEFAULT, TimeToLive.parse("P30D"));
        await(() -> two.active.indexSize() == images);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> sweeps = new ArrayList<>();
        for (TestGallery gallery : List.of(one, two)) {
            Retention retention = new Retention(gallery.database, gallery.writer(), later, meters);
            sweeps.add(threads.submit(retention::sweep));
        }
        for (Future<?> sweep : sweeps) {
            sweep.get();
        }
        threads.shutdown();

        assertThat(meters.get("vesper.retention.erased").counter().count()).isEqualTo(images);
        assertThat(one.images()).isEmpty();
        assertSame();
    }

    /** The log is shorter than what the process has read of it. */
    @Test
    void afterABackupWasRestoredTheWholeIndexIsCompared() {
        GalleryImage kept = one.enrol("kept", Pictures.png(1, 1));
        GalleryImage lost = one.enrol("lost", Pictures.png(2, 1));
        await(() -> two.active.indexSize() == 2);

        one.database.transaction().executeWithoutResult(status -> {
            one.jdbc
                    .sql("DELETE FROM gallery_image WHERE image_id = ?")
                    .param(lost.imageId())
                    .update();
            one.jdbc.sql("DELETE FROM gallery_change").update();
        });

        await(() -> one.active.indexSize() == 1 && two.active.indexSize() == 1);
        assertThat(two.find(Pictures.png(1, 1)).get(0).images().get(0).imageId())
                .isEqualTo(kept.imageId());
        assertThat(two.meters.get("vesper.gallery.follow.changes").counter().count())
                .as("images that the log no longer told of")
                .isGreaterThanOrEqualTo(1);
        assertThat(two.meters.get("vesper.gallery.heals").counter().count())
                .as("faults of the index")
                .isZero();
        GalleryImage next = two.enrol("next", Pictures.png(3, 1));
        await(() -> one.active.indexState().indexedThrough() >= next.sequence());
        assertSame();
    }

    private void change(Random random) {
        TestGallery server = random.nextBoolean() ? one : two;
        PersonId some = new PersonId("p" + random.nextInt(8));
        try {
            switch (random.nextInt(6)) {
                case 0 -> server.people.erase(GalleryName.DEFAULT, some);
                case 1 -> server.people.merge(GalleryName.DEFAULT, some, new PersonId("m" + random.nextInt(3)));
                case 2 -> {
                    List<GalleryImage> images = server.images();
                    server.corrections.correct(
                            images.get(random.nextInt(images.size())).imageId(),
                            CorrectionsTest.named("c" + random.nextInt(5)));
                }
                default -> server.enrol(some.value(), Pictures.png(random.nextInt(300), 1));
            }
        } catch (NoSuchPersonException
                | io.vesper.store.NoSuchImageException
                | AlreadyEnrolledException
                | DataAccessException
                | IllegalArgumentException e) {
            return; // others were faster; nothing was changed
        }
    }

    private void assertSame() {
        await(() -> isSame(one) && isSame(two));
        assertThat(one.check.check().healed()).isZero();
        assertThat(two.check.check().healed()).isZero();
        assertThat(one.meters.get("vesper.gallery.follow.failures").counter().count())
                .isZero();
    }

    private static boolean isSame(TestGallery gallery) {
        Set<IndexEntry> indexed = new HashSet<>();
        try (ServingModel model = gallery.active.hold()) {
            GalleryIndex index = model.index();
            index.forEach(row -> indexed.add(row.entry()));
        }
        return indexed.equals(new HashSet<>(
                gallery.images().stream().map(GalleryImage::indexEntry).toList()));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
