package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.index.GalleryName;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import io.vesper.store.TimeToLive;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.dao.DataAccessException;

/** Two servers on one database keep in step. H2 has one process, so there is nothing to show there. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(120)
class ReplicasTest extends TwoReplicas {
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
}
