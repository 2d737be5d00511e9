package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryName;
import io.vesper.index.RankedPerson;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import io.vesper.store.NoSuchImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections, merges and erasures that race one another, enrolments, searches and a change of the model. */
class ConcurrentCorrectionsTest {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();
    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private TestGallery started() {
        TestGallery test = TestGallery.started(folder, models);
        test.active.change("grid-a", embedded -> {});
        return test;
    }

    @Test
    void searchesSeeAMergeWhole() throws Exception {
        try (TestGallery test = started()) {
            for (int shot = 0; shot < 12; shot++) {
                test.enrol("A", Pictures.png(1, shot));
            }
            Future<?> merges = threads.submit(() -> {
                for (int round = 0; round < 40; round++) {
                    test.people.merge(GALLERY, round % 2 == 0 ? A : B, round % 2 == 0 ? B : A);
                }
            });
            while (!merges.isDone()) {
                List<RankedPerson> found = test.find(Pictures.png(1, 0));
                assertThat(found).hasSize(1);
                assertThat(found.get(0).images()).hasSize(12);
            }
            merges.get();
        }
    }

    /** Whoever is told that a person was erased finds nothing that had been acknowledged before. */
    @Test
    void whatWasAcknowledgedBeforeAnErasureIsGoneAfterIt() throws Exception {
        try (TestGallery test = started()) {
            Future<?> enrolments = threads.submit(() -> {
                for (int shot = 0; shot < 60; shot++) {
                    test.enrol("A", Pictures.png(1, shot));
                }
            });
            while (!enrolments.isDone()) {
                List<GalleryImage> acknowledged = test.images();
                try {
                    test.people.erase(GALLERY, A);
                } catch (NoSuchPersonException e) {
                    assertThat(acknowledged).isEmpty();
                }
                assertThat(test.images()).filteredOn(acknowledged::contains).isEmpty();
            }
            enrolments.get();
            test.assertIndexEqualsDatabase();
        }
    }

    @Test
    void indexAndDatabaseAreAlikeAfterEverythingAtOnce() throws Exception {
        try (TestGallery test = started()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int worker = 0; worker < 5; worker++) {
                Random random = new Random(worker);
                futures.add(threads.submit(() -> {
                    for (int step = 0; step < 60; step++) {
                        changeSomething(test, random);
                    }
                }));
            }
            for (String model : List.of("grid-b", "grid-a", "grid-b")) {
                test.active.change(model, embedded -> {});
            }
            for (Future<?> future : futures) {
                future.get();
            }
            test.active.change("grid-a", embedded -> {});
            test.assertIndexEqualsDatabase();
            assertThat(test.rows("gallery_picture")).isEqualTo(test.rows("gallery_image"));
            assertThat(test.rows("embedding WHERE model_id = 'grid-a'")).isEqualTo(test.rows("gallery_image"));
        }
    }

    /** What one worker asks for may be gone, or there already, by another's doing. */
    private static void changeSomething(TestGallery test, Random random) {
        PersonId person = new PersonId("p" + random.nextInt(4));
        List<GalleryImage> images = test.images();
        try {
            switch (images.isEmpty() ? 0 : random.nextInt(7)) {
                case 0, 1, 2 -> test.enrol(person.value(), Pictures.png(random.nextInt(30), 1));
                case 3 -> test.corrections.correct(any(images, random), CorrectionsTest.named(person.value()));
                case 4 -> test.people.merge(GALLERY, person, new PersonId("p9"));
                case 5 -> test.people.erase(GALLERY, person);
                default -> test.gallery.delete(any(images, random));
            }
        } catch (NoSuchPersonException | NoSuchImageException | AlreadyEnrolledException e) {
            assertThat(e).hasMessageContaining("(");
        }
    }

    private static UUID any(List<GalleryImage> images, Random random) {
        return images.get(random.nextInt(images.size())).imageId();
    }
}
