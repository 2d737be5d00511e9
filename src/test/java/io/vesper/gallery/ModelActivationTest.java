package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.access.AuditEntry;
import io.vesper.access.AuditFilter;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.person.PersonId;
import io.vesper.serving.Activation;
import io.vesper.serving.ActivationRunningException;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

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
            assertThat(ended).isEqualTo(new Activation("grid-b", Activation.State.COMPLETED, 40, 40, null, List.of()));
            assertThat(test.active.modelId()).isEqualTo("grid-b");
            assertThat(test.active.indexSize()).isEqualTo(40);
            assertThat(test.rows("embedding")).isEqualTo(80);
            assertThat(test.find(Pictures.png(17, 2)).get(0).person()).isEqualTo(new PersonId("p17"));
        }
    }

    @Test
    void eachChangeIsEnteredOnceAndNoneWithoutItsEntry() throws Exception {
        try (TestGallery test = startedWith("grid-a")) {
            test.activation.activate("grid-b");
            test.activationEnded();
            test.activation.activate("grid-b"); // active already
            assertThat(entered(test)).containsExactly("ACTIVATE grid-b");

            test.jdbc.sql("ALTER TABLE audit_entry RENAME TO away").update();
            assertThatThrownBy(() -> test.activation.activate("grid-a")).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> test.activation.delete("grid-a")).isInstanceOf(DataAccessException.class);
            test.jdbc.sql("ALTER TABLE away RENAME TO audit_entry").update();
            assertThat(test.database.choice().activating()).isNull();
            assertThat(models.models()).hasSize(2);

            test.activation.delete("grid-a");
            assertThat(entered(test)).containsExactly("MODEL_DELETED grid-a", "ACTIVATE grid-b");
        }
    }

    private static List<String> entered(TestGallery test) {
        return test.database.audit().list(AuditFilter.ALL, Long.MAX_VALUE, 10).stream()
                .map(AuditEntry::event)
                .map(event -> event.action() + " " + event.subject())
                .toList();
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
}
