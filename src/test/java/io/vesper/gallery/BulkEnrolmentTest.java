package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.GalleryName;
import io.vesper.index.RankedPerson;
import io.vesper.person.PersonId;
import io.vesper.store.EnrolmentItem;
import io.vesper.store.EnrolmentItem.Outcome;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of a job, and what happens to them while they are embedded. */
class BulkEnrolmentTest {
    private static final PersonId ERIKA = new PersonId("Erika");
    private static final PersonId MAX = new PersonId("Max");

    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();
    private String job = "";

    @Test
    void whoIsErasedWhileThePictureIsEmbeddedDoesNotComeBack() {
        try (TestGallery test = started()) {
            keep(test, "Erika", "Max");
            once(() -> test.people.erase(GalleryName.DEFAULT, ERIKA));

            enrolAll(test);

            assertThat(test.images()).extracting(BulkEnrolmentTest::person).containsExactly(MAX);
            assertThat(items(test)).extracting(EnrolmentItem::position).containsExactly(2);
            test.assertIndexEqualsDatabase();
        }
    }

    @Test
    void whoIsMergedWhileThePictureIsEmbeddedIsEnrolledAsTheOther() {
        try (TestGallery test = started()) {
            keep(test, "Erika", "Max");
            test.enrol("Erika", Pictures.png(50, 0));
            once(() -> test.people.merge(GalleryName.DEFAULT, ERIKA, MAX));

            enrolAll(test);

            assertThat(test.images()).extracting(BulkEnrolmentTest::person).containsExactly(MAX, MAX, MAX);
            assertThat(items(test)).extracting(item -> item.labels().person()).containsExactly(MAX, MAX);
            test.assertIndexEqualsDatabase();
        }
    }

    @Test
    void aModelThatTakesOverMeanwhileEmbedsThePicturesToo() {
        try (TestGallery test = started()) {
            keep(test, "Erika", "Max");
            once(() -> {
                test.activation.activate("grid-b");
                awaitEnd(test);
            });

            enrolAll(test);

            assertThat(test.active.modelId()).isEqualTo("grid-b");
            assertThat(test.find(Pictures.png(1, 0)))
                    .extracting(RankedPerson::person)
                    .containsExactly(ERIKA, MAX);
            assertThat(test.rows("embedding WHERE model_id = 'grid-b'")).isEqualTo(2);
            test.assertIndexEqualsDatabase();
        }
    }

    /** As when a worker that was taken for dead goes on. */
    @Test
    void ofTwoWorkersOnOneJobEachPictureIsEnrolledByOne() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (TestGallery test = started()) {
            String[] people = new String[100];
            for (int i = 0; i < people.length; i++) {
                people[i] = "p" + i;
            }
            keep(test, people);

            List<Future<?>> ends = List.of(workers.submit(() -> enrolAll(test)), workers.submit(() -> enrolAll(test)));
            for (Future<?> end : ends) {
                end.get();
            }

            assertThat(test.images())
                    .extracting(BulkEnrolmentTest::person)
                    .hasSize(100)
                    .doesNotHaveDuplicates();
            assertThat(test.database.items().counts(job))
                    .isEqualTo(Map.of(
                            Outcome.WAITING, 0, Outcome.ENROLLED, 100, Outcome.ALREADY_THERE, 0, Outcome.REFUSED, 0));
            test.assertIndexEqualsDatabase();
        } finally {
            workers.shutdownNow();
        }
    }

    /** One picture cannot be read and is refused, which must not be written either. */
    @Test
    void aWorkerThatHasLostItsPartitionWritesNothing() {
        try (TestGallery test = started()) {
            keep(test, "Erika", "Max", "Mia");
            test.jdbc
                    .sql("UPDATE enrolment_item SET picture = ? WHERE position = 2")
                    .param(new byte[] {1, 2, 3})
                    .update();
            WholeJob refusing = new WholeJob(job, () -> true, () -> lost(2));
            WholeJob storing = new WholeJob(job, () -> true, new SecondFenceIsLost());
            BulkEnrolment enrolment = test.bulkEnrolment();

            assertThatThrownBy(() -> enrolment.enrolNext(refusing)).hasMessage("lost 2");
            assertThat(items(test)).extracting(EnrolmentItem::outcome).containsOnly(Outcome.WAITING);
            assertThatThrownBy(() -> enrolment.enrolNext(storing)).hasMessage("lost 1");

            assertThat(test.images()).isEmpty();
            assertThat(items(test))
                    .extracting(EnrolmentItem::outcome)
                    .containsExactly(Outcome.WAITING, Outcome.REFUSED, Outcome.WAITING);
            enrolAll(test);
            assertThat(test.images()).hasSize(2);
            test.assertIndexEqualsDatabase();
        }
    }

    private static void lost(int number) {
        throw new IllegalStateException("lost " + number);
    }

    /** As when the lease lapses between a refusal and the storing of the others. */
    private static final class SecondFenceIsLost implements Runnable {
        private boolean isSecond;

        @Override
        public void run() {
            if (isSecond) {
                lost(1);
            }
            isSecond = true;
        }
    }

    /** The second batch is embedded while the first is stored, and is left to the next call. */
    @Test
    void aJobThatStopsKeepsWhatIsStoredAndGoesOnFromThere() {
        try (TestGallery test = started()) {
            String[] people = new String[40];
            for (int i = 0; i < people.length; i++) {
                people[i] = "p" + i;
            }
            keep(test, people);
            BulkEnrolment enrolment = test.bulkEnrolment();

            assertThat(enrolment.enrolNext(new WholeJob(job, () -> false))).isTrue();

            assertThat(test.images()).hasSize(16);
            enrolAll(test);
            assertThat(test.images())
                    .extracting(BulkEnrolmentTest::person)
                    .hasSize(40)
                    .doesNotHaveDuplicates();
            test.assertIndexEqualsDatabase();
        }
    }

    @Test
    void theAuditLogCountsThePictures() {
        try (TestGallery test = started()) {
            test.enrol("Erika", Pictures.png(1, 0));
            keep(test, "Erika", "Max");

            enrolAll(test);

            assertThat(test.jdbc
                            .sql("SELECT images FROM audit_entry ORDER BY entry_id DESC FETCH FIRST 1 ROW ONLY")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private TestGallery started() {
        TestGallery test = TestGallery.opened(folder, models);
        test.start("grid-a");
        return test;
    }

    /** Happens as soon as the first picture is embedded. */
    private void once(Runnable action) {
        AtomicBoolean isDone = new AtomicBoolean();
        models.beforeEmbedding("grid-a", () -> {
            if (!isDone.getAndSet(true)) {
                action.run();
            }
        });
    }

    private static void awaitEnd(TestGallery test) {
        try {
            test.activationEnded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void keep(TestGallery test, String... people) {
        job = JobItems.keep(test, GalleryName.DEFAULT, people);
    }

    private void enrolAll(TestGallery test) {
        BulkEnrolment enrolment = test.bulkEnrolment();
        boolean isMore = true;
        while (isMore) {
            isMore = enrolment.enrolNext(new WholeJob(job, () -> true));
        }
    }

    private static @Nullable PersonId person(GalleryImage image) {
        return image.labels().person();
    }

    private List<EnrolmentItem> items(TestGallery test) {
        return test.database.items().list(job, null, 0, 100);
    }
}
