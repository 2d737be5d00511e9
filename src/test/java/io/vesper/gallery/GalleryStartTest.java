package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.embedding.NoSuchModelException;
import io.vesper.job.Roles;
import io.vesper.person.PersonId;
import io.vesper.serving.IndexState;
import io.vesper.serving.NoActiveModelException;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class GalleryStartTest {
    @TempDir
    Path folder;

    @Test
    void everythingAcknowledgedIsThereAfterARestart() {
        List<GalleryImage> images = new ArrayList<>();
        GridModels models = GridModels.only("grid");
        try (TestGallery test = TestGallery.started(folder, models)) {
            for (int i = 0; i < 30; i++) {
                images.add(test.enrol("p" + i, Pictures.jpeg(i, 1)));
            }
            test.gallery.delete(images.remove(3).imageId());
        }

        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.gallery.stats().index()).isEqualTo(new IndexState("exact", 29, "grid", 30));
            assertThat(again.rows("gallery_image")).isEqualTo(29);
            for (GalleryImage image : images) {
                int person = (int) image.sequence() - 1;
                assertThat(again.gallery.image(image.imageId())).isEqualTo(image);
                assertThat(again.gallery.picture(image.imageId()).bytes()).isEqualTo(Pictures.jpeg(person, 1));
                assertThat(again.find(Pictures.jpeg(person, 1)).get(0).person()).isEqualTo(new PersonId("p" + person));
            }
        }
    }

    @Test
    void theOnlyModelIsActiveAtFirst() {
        try (TestGallery test = TestGallery.started(folder, GridModels.only("grid"))) {
            assertThat(test.active.modelId()).isEqualTo("grid");
        }
    }

    @Test
    void ofSeveralModelsTheShippedOneIsActiveAtFirst() {
        try (TestGallery test = TestGallery.started(folder, GridModels.only("best", "synthetic"))) {
            assertThat(test.active.modelId()).isEqualTo("synthetic");
        }
    }

    @Test
    void theNamedModelIsActiveAtFirstAndLaterTheOneThatWasActiveLast() throws Exception {
        GridModels models = GridModels.only("best", "synthetic", "other");
        try (TestGallery test = TestGallery.opened(folder, models)) {
            test.start("best");
            assertThat(test.active.modelId()).isEqualTo("best");
            test.activation.activate("other");
            test.activationEnded();
        }
        try (TestGallery again = TestGallery.opened(folder, models)) {
            again.start("best");
            assertThat(again.active.modelId()).isEqualTo("other");
        }
    }

    @Test
    void aNamedModelThatDoesNotExistStopsTheStart() {
        try (TestGallery test = TestGallery.opened(folder, GridModels.only("demo"))) {
            assertThatThrownBy(() -> test.start("dmeo"))
                    .isInstanceOf(NoSuchModelException.class)
                    .hasMessageContaining("dmeo");
        }
    }

    @Test
    void withoutAModelNothingIsAnsweredAndTheReasonIsGiven() {
        try (TestGallery test = TestGallery.opened(folder, GridModels.only())) {
            GalleryHealthIndicator health = new GalleryHealthIndicator(test.active, test.replica, new Roles(Set.of()));
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            test.start();

            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().get("reason").toString()).contains("Maybe train one");
            assertThatThrownBy(() -> test.enrol("A", Pictures.png(1, 1)))
                    .isInstanceOf(NoActiveModelException.class)
                    .hasMessageContaining("Maybe train one");
        }
    }

    @Test
    void anActiveModelThatIsGoneIsNamedAndAnotherCanBeActivated() throws Exception {
        try (TestGallery test = TestGallery.started(folder, GridModels.only("old"))) {
            test.enrol("A", Pictures.png(1, 1));
        }
        try (TestGallery again = TestGallery.started(folder, GridModels.only("new"))) {
            assertThat(again.active.isReady()).isFalse();
            assertThatThrownBy(() -> again.find(Pictures.png(1, 1))).hasMessageContaining("(old)");

            again.activation.activate("new");
            again.activationEnded();

            assertThat(again.find(Pictures.png(1, 1))).hasSize(1);
            assertThat(new GalleryHealthIndicator(again.active, again.replica, new Roles(Set.of()))
                            .health()
                            .getStatus())
                    .isEqualTo(Status.UP);
        }
    }
}
