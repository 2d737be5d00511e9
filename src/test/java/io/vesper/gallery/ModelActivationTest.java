package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.NoSuchModelException;
import io.vesper.person.PersonId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelActivationTest {
    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();

    @Test
    void theOtherModelAnswersAfterwardsAndBothKeepTheirEmbeddings() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            enrol(test, 40);

            Activation begun = test.activation.activate("grid-b");
            Activation ended = test.activationEnded();

            assertThat(begun.isRunning()).isTrue();
            assertThat(begun.total()).isEqualTo(40);
            assertThat(ended).isEqualTo(new Activation("grid-b", Activation.State.COMPLETED, 40, 40, null));
            assertThat(test.active.modelId()).isEqualTo("grid-b");
            assertThat(test.active.indexSize()).isEqualTo(40);
            assertThat(test.rows("embedding")).isEqualTo(80);
            assertThat(test.find(Pictures.png(17, 2)).get(0).person()).isEqualTo(new PersonId("p17"));
        }
    }

    @Test
    void theReplacedModelIsClosedWhenItsLastUserIsDone() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            GridEmbedder before = models.opened().get(0);
            try (ServingModel held = test.active.hold()) {
                test.activation.activate("grid-b");
                test.activationEnded();
                assertThat(before.isClosed()).isFalse();
                assertThat(held.hold()).isTrue();
                held.close();
            }
            assertThat(before.isClosed()).isTrue();
            assertThat(models.opened().get(1).isClosed()).isFalse();
        }
        assertThat(models.opened()).allMatch(GridEmbedder::isClosed);
    }

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

    @Test
    void anActivationThatAShutdownCutShortGoesOnAtTheNextStart() throws Exception {
        Gate gate = new Gate();
        models.beforeEmbedding("grid-b", gate::pass);
        TestGallery test = startedWith("grid-a");
        enrol(test, 40);
        test.activation.activate("grid-b");
        gate.awaitArrival();
        Thread closing = new Thread(test::close);
        closing.start();
        while (!test.background.isShutdown()) {
            Thread.onSpinWait();
        }
        gate.open();
        closing.join();

        try (TestGallery again = TestGallery.started(folder, models)) {
            again.activationEnded();
            assertThat(again.activation.last().done()).isEqualTo(24); // the first page was kept
            assertThat(again.active.modelId()).isEqualTo("grid-b");
            assertThat(again.active.indexSize()).isEqualTo(40);
        }
    }

    @Test
    void aFailedActivationLeavesTheModelBeforeItAnswering() throws Exception {
        models.beforeEmbedding("grid-b", () -> {
            throw new IllegalStateException("out of memory");
        });
        try (TestGallery test = startedWith("grid-a")) {
            enrol(test, 2);
            test.activation.activate("grid-b");

            Activation ended = test.activationEnded();

            assertThat(ended.state()).isEqualTo(Activation.State.FAILED);
            assertThat(ended.error()).isEqualTo("out of memory");
            assertThat(test.active.modelId()).isEqualTo("grid-a");
            assertThat(test.find(Pictures.png(1, 1))).hasSize(2);
            assertThat(models.opened().get(1).isClosed()).isTrue();
        }
        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.activation.last()).isNull();
            assertThat(again.active.modelId()).isEqualTo("grid-a");
        }
    }

    @Test
    void oneActivationRunsAtATime() throws Exception {
        Gate gate = new Gate();
        models.beforeEmbedding("grid-b", gate::pass);
        try (TestGallery test = startedWith("grid-a")) {
            enrol(test, 1);
            test.activation.activate("grid-b");
            gate.awaitArrival();

            assertThat(test.activation.activate("grid-b").isRunning()).isTrue();
            assertThatThrownBy(() -> test.activation.activate("grid-a"))
                    .isInstanceOf(ActivationRunningException.class)
                    .hasMessageContaining("grid-a")
                    .hasMessageContaining("grid-b");
            gate.open();
            test.activationEnded();
        }
    }

    @Test
    void activatingTheActiveModelChangesNothing() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            assertThat(test.activation.activate("grid-a").state()).isEqualTo(Activation.State.COMPLETED);
            assertThat(models.opened()).hasSize(1);
            assertThatThrownBy(() -> test.activation.activate("none")).isInstanceOf(NoSuchModelException.class);
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

    /** Holds whoever passes until it is opened. */
    private static final class Gate {
        private final Semaphore arrived = new Semaphore(0);
        private final CountDownLatch opened = new CountDownLatch(1);

        void pass() {
            arrived.release();
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitArrival() throws InterruptedException {
            arrived.acquire();
        }

        void open() {
            opened.countDown();
        }
    }
}
