package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.index.RankedPerson;
import io.vesper.person.PersonId;
import io.vesper.search.SearchAnswer;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while one model replaces another. */
class ModelChangeTest {
    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();

    @Test
    void whatIsEnrolledAndDeletedMeanwhileIsRightInBothModels() throws Exception {
        Gate gate = new Gate();
        models.beforeEmbedding("grid-b", gate::pass);
        try (TestGallery test = startedWith("grid-a")) {
            List<GalleryImage> images = enrol(test, 40); // three pages of sixteen
            test.activation.activate("grid-b");
            gate.awaitArrival();
            GalleryImage late = test.enrol("late", Pictures.png(99, 1));
            test.gallery.delete(images.get(0).imageId()); // in the page at hand
            test.gallery.delete(images.get(39).imageId()); // in a page to come
            assertThat(test.active.modelId()).isEqualTo("grid-a");
            assertThat(test.find(Pictures.png(99, 2)).get(0).person()).isEqualTo(new PersonId("late"));
            gate.open();
            test.activationEnded();

            assertThat(test.active.modelId()).isEqualTo("grid-b");
            assertThat(test.active.indexSize()).isEqualTo(39);
            assertThat(test.rows("embedding")).isEqualTo(2 * 39);
            assertThat(test.find(Pictures.png(99, 2)).get(0).images().get(0).imageId())
                    .isEqualTo(late.imageId());
            assertThat(test.find(Pictures.png(0, 1)))
                    .extracting(RankedPerson::person)
                    .doesNotContain(new PersonId("p0"));
        }
    }

    /** Embedding three images takes the lock once, indexing them twice (a page, and an empty one), taking over once. */
    @Test
    void whatHappensJustBeforeTheNewModelTakesOverIsSeenByIt() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            List<GalleryImage> images = enrol(test, 3);
            int[] locks = {0};
            test.writes.beforeLock = () -> {
                if (++locks[0] == 4) {
                    test.writes.beforeLock = () -> {};
                    test.gallery.delete(images.get(1).imageId());
                    test.enrol("late", Pictures.png(99, 1));
                }
            };

            test.active.change("grid-b", embedded -> {});

            assertThat(locks[0]).isEqualTo(4);
            assertThat(test.rows("embedding")).isEqualTo(6);
            assertThat(test.find(Pictures.png(99, 1)))
                    .extracting(RankedPerson::person)
                    .containsExactlyInAnyOrder(new PersonId("p0"), new PersonId("p2"), new PersonId("late"));
        }
    }

    @Test
    void eachQueryIsAnsweredByOneModelWhileTheyChange() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            enrol(test, 30);
            AtomicBoolean done = new AtomicBoolean();
            CountDownLatch asked = new CountDownLatch(3);
            Set<String> answered = new ConcurrentSkipListSet<>();
            ExecutorService threads = Executors.newFixedThreadPool(3);
            try {
                List<Future<?>> futures = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    futures.add(threads.submit(() -> {
                        while (!done.get()) {
                            SearchAnswer answer = test.answer(Pictures.png(7, 1));
                            answered.add(answer.modelId());
                            assertThat(answer.people()).hasSize(30);
                            // Vectors of two models have different dimensions; equal pictures of one have cosine 1.
                            assertThat(answer.people().get(0).score()).isCloseTo(1, within(1e-5));
                            asked.countDown();
                        }
                        return null;
                    }));
                }
                asked.await();
                for (String model : List.of("grid-b", "grid-a", "grid-b")) {
                    test.activation.activate(model);
                    test.activationEnded();
                }
                done.set(true);
                for (Future<?> future : futures) {
                    future.get();
                }
            } finally {
                done.set(true);
                threads.shutdownNow();
            }
            assertThat(answered).contains("grid-a").isSubsetOf("grid-a", "grid-b");
            assertThat(test.answer(Pictures.png(7, 1)).modelId()).isEqualTo("grid-b");
        }
    }

    @Test
    void anEnrolmentThatTheChangeOvertakesIsEmbeddedByTheNewModel() throws Exception {
        Gate gate = new Gate();
        try (TestGallery test = startedWith("grid-a")) {
            models.beforeEmbedding("grid-a", gate::pass);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<GalleryImage> enrolled = thread.submit(() -> test.enrol("A", Pictures.png(1, 1)));
                gate.awaitArrival();
                test.activation.activate("grid-b");
                test.activationEnded();
                gate.open();
                enrolled.get();
            } finally {
                thread.shutdownNow();
            }
            assertThat(test.active.indexSize()).isEqualTo(1);
            assertThat(test.jdbc
                            .sql("SELECT model_id FROM embedding")
                            .query(String.class)
                            .list())
                    .containsExactly("grid-b");
        }
    }

    private TestGallery startedWith(String modelId) throws Exception {
        TestGallery test = TestGallery.started(folder, models);
        test.active.change(modelId, embedded -> {});
        return test;
    }

    private static List<GalleryImage> enrol(TestGallery test, int people) {
        List<GalleryImage> images = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            images.add(test.enrol("p" + i, Pictures.png(i, 1)));
        }
        return images;
    }
}
