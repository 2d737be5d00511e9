package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            assertThat(again.gallery.stats().index()).isEqualTo(new GalleryStats.IndexState("exact", 29, "grid", 30));
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
    void ofSeveralModelsDemoIsActiveAtFirst() {
        try (TestGallery test = TestGallery.started(folder, GridModels.only("best", "demo"))) {
            assertThat(test.active.modelId()).isEqualTo("demo");
        }
    }

    @Test
    void theNamedModelIsActiveAtFirstAndLaterTheOneThatWasActiveLast() throws Exception {
        GridModels models = GridModels.only("best", "demo", "other");
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
            GalleryHealthIndicator health = new GalleryHealthIndicator(test.active);
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
            assertThat(new GalleryHealthIndicator(again.active).health().getStatus())
                    .isEqualTo(Status.UP);
        }
    }

    @Test
    void missingDamagedAndForeignEmbeddingsAreMadeAnew() {
        GridModels models = GridModels.only("grid");
        List<Object> before;
        try (TestGallery test = TestGallery.started(folder, models)) {
            for (int i = 0; i < 4; i++) {
                test.enrol("p" + i, Pictures.png(i, 1));
            }
            before = vectors(test);
            sql(test, "DELETE FROM embedding WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 1)");
            sql(
                    test,
                    "UPDATE embedding SET checksum = checksum + 1 WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 2)");
            sql(
                    test,
                    "UPDATE embedding SET vector = X'00000000' WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 4)");
        }

        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.active.indexSize()).isEqualTo(4);
            assertThat(vectors(again)).isEqualTo(before);
            assertThat(again.find(Pictures.png(3, 1)).get(0).person()).isEqualTo(new PersonId("p3"));
        }
    }

    @Test
    void embeddingsOfOtherWeightsUnderTheSameIdAreMadeAnew() {
        GridModels models = GridModels.only("grid");
        try (TestGallery test = TestGallery.started(folder, models)) {
            test.enrol("A", Pictures.png(1, 1));
            sql(test, "UPDATE embedding SET model_id = 'kept'");
            test.enrol("B", Pictures.png(2, 1));
        }
        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.rows("embedding")).isEqualTo(3);
            sql(again, "UPDATE embedding SET checksum = 1 WHERE model_id = 'grid'");
        }

        models.republish("grid");
        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.rows("embedding")).isEqualTo(3);
            assertThat(again.rows("embedding WHERE checksum = 1")).isZero();
            assertThat(again.active.indexSize()).isEqualTo(2);
        }
    }

    @Test
    void aPictureThatCannotBeReadAnyMoreIsKeptButNotSearched() {
        GridModels models = GridModels.only("grid");
        try (TestGallery test = TestGallery.started(folder, models)) {
            for (int i = 0; i < 40; i++) {
                test.enrol("p" + i, Pictures.png(i, 1));
            }
            sql(test, "DELETE FROM embedding");
            sql(
                    test,
                    "UPDATE gallery_picture SET picture = X'89504E47' WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 20)");
        }

        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.active.indexSize()).isEqualTo(39);
            assertThat(again.rows("gallery_image")).isEqualTo(40);
        }
    }

    @Test
    void theDemoGalleryIsEnrolledOnceAndWhatIsDeletedStaysDeleted() {
        GridModels models = GridModels.only("grid");
        GallerySettings settings = new GallerySettings(folder.resolve("datasets"), true);
        long enrolled;
        try (TestGallery test = TestGallery.opened(folder, models)) {
            test.start(null, settings);
            enrolled = test.rows("gallery_image");
            PersonDataset dataset = SysuMm01.read(folder.resolve("datasets/demo"));
            assertThat(enrolled)
                    .isPositive()
                    .isEqualTo(dataset.test().stream()
                            .filter(image -> image.modality() == Modality.VISIBLE)
                            .count());
            List<GalleryImage> images =
                    test.gallery.images(new ImageFilter(null, null, null, null, TimeWindow.ALWAYS), 0, 1000);
            assertThat(images).allSatisfy(image -> {
                assertThat(image.labels().modality()).isEqualTo(Modality.VISIBLE);
                assertThat(dataset.trainAndValidation())
                        .extracting(PersonImage::person)
                        .doesNotContain(image.labels().person());
            });
            test.gallery.delete(images.get(0).imageId());
        }
        try (TestGallery again = TestGallery.opened(folder, models)) {
            again.start(null, settings);
            assertThat(again.rows("gallery_image")).isEqualTo(enrolled - 1);
        }
    }

    private static List<Object> vectors(TestGallery test) {
        return test.jdbc
                .sql(
                        "SELECT e.checksum FROM embedding e JOIN gallery_image i ON i.image_id = e.image_id ORDER BY i.sequence")
                .query()
                .singleColumn();
    }

    private static void sql(TestGallery test, String statement) {
        assertThat(test.jdbc.sql(statement).update()).isPositive();
    }
}
