package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.embedding.Embedder;
import io.vesper.person.PersonId;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.store.ItemRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReembeddingTest {
    @TempDir
    Path folder;

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
                    "UPDATE embedding SET vector = ? WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 4)",
                    new byte[4]);
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
    void aPartEmbedsItsOwnImagesOnlyAndNothingOnceItIsLost() {
        GridModels models = GridModels.twoModels();
        try (TestGallery test = TestGallery.opened(folder, models)) {
            test.start("grid-a");
            for (int i = 0; i < 60; i++) {
                test.enrol("p" + i, Pictures.png(i, 1));
            }
            Embedder embedder = models.open("grid-b");
            EmbeddingUpkeep upkeep = test.upkeep();
            List<Integer> pages = new ArrayList<>();

            upkeep.embedMissing(embedder, 11, 50, () -> {}, pages::add);

            assertThat(pages).containsExactly(16, 16, 8);
            assertThat(embedded(test))
                    .isEqualTo(LongStream.rangeClosed(11, 50).boxed().toList());
            assertThat(test.database.embeddings().countWaiting("grid-b", 5, 55)).isEqualTo(11);
            assertThat(test.database.embeddings().waitingRanges("grid-b", 8))
                    .containsExactly(new ItemRange(1, 8, 8), new ItemRange(9, 56, 8), new ItemRange(57, 60, 4));
            assertThatThrownBy(() -> upkeep.embedMissing(embedder, 1, 60, ReembeddingTest::lost, pages::add))
                    .hasMessage("lost");
            assertThat(embedded(test)).hasSize(40);
        }
    }

    private static void lost() {
        throw new IllegalStateException("lost");
    }

    private static List<Long> embedded(TestGallery test) {
        return test.jdbc
                .sql("SELECT i.sequence FROM gallery_image i JOIN embedding e ON e.image_id = i.image_id"
                        + " WHERE e.model_id = 'grid-b' ORDER BY i.sequence")
                .query(Long.class)
                .list();
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
                    "UPDATE gallery_picture SET picture = ? WHERE image_id = (SELECT image_id FROM gallery_image WHERE sequence = 20)",
                    new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        }

        try (TestGallery again = TestGallery.started(folder, models)) {
            assertThat(again.active.indexSize()).isEqualTo(39);
            assertThat(again.rows("gallery_image")).isEqualTo(40);
        }
    }

    private static List<Object> vectors(TestGallery test) {
        return test.jdbc
                .sql(
                        "SELECT e.checksum FROM embedding e JOIN gallery_image i ON i.image_id = e.image_id ORDER BY i.sequence")
                .query()
                .singleColumn();
    }

    private static void sql(TestGallery test, String statement, Object... parameters) {
        assertThat(test.jdbc.sql(statement).params(parameters).update()).isPositive();
    }
}
