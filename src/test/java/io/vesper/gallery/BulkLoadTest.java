package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.ImageLabels;
import io.vesper.person.PersonId;
import io.vesper.serving.IndexCheck;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an index is filled from the database: at a start, and while others write. */
class BulkLoadTest {
    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();

    /** Two embeddings are damaged, two missing, one of them for good. */
    @Test
    void aStartReadsWhatIsThereAndMendsTheRest() {
        List<UUID> images = new ArrayList<>();
        try (TestGallery test = TestGallery.started(folder, models)) {
            test.active.change("grid-a", embedded -> {});
            for (int i = 0; i < 40; i++) {
                images.add(test.enrol("p" + i, Pictures.png(i, 1)).imageId());
            }
            test.jdbc
                    .sql("DELETE FROM embedding WHERE image_id IN (?, ?)")
                    .params(images.get(3), images.get(39))
                    .update();
            test.jdbc
                    .sql("UPDATE gallery_picture SET picture = '' WHERE image_id = ?")
                    .param(images.get(39))
                    .update();
            test.jdbc
                    .sql("UPDATE embedding SET checksum = checksum + 1 WHERE image_id = ?")
                    .param(images.get(5))
                    .update();
            test.jdbc
                    .sql("UPDATE embedding SET vector = '' WHERE image_id = ?")
                    .param(images.get(6))
                    .update();
        }
        try (TestGallery test = TestGallery.started(folder, models)) {
            assertThat(indexed(test)).containsExactlyElementsOf(images.subList(0, 39));
            assertThat(test.find(Pictures.png(5, 1)).get(0).person()).hasToString("p5");
            assertThat(test.find(Pictures.png(3, 1)).get(0).person()).hasToString("p3");
            assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid-a", 39, 39, 0, 1));
        }
    }

    /** Every time the load takes the lock, or the other model embeds, others were faster. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatChangesDuringALoadIsSoInTheEnd(int when) {
        try (TestGallery test = TestGallery.started(folder, models)) {
            test.active.change("grid-a", embedded -> {});
            List<GalleryImage> images = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                images.add(test.enrol("p" + i, Pictures.png(i, 1)));
            }
            int[] locks = {0};
            test.writes.beforeLock = () -> {
                if (++locks[0] == when) {
                    test.writes.beforeLock = () -> {};
                    test.gallery.delete(images.get(1).imageId());
                    test.gallery.delete(images.get(5).imageId());
                    test.corrections.correct(images.get(2).imageId(), labels -> named("other", labels));
                    test.enrol("late", Pictures.png(9, 1));
                }
            };

            test.active.change("grid-b", embedded -> {});

            assertThat(locks[0]).isEqualTo(when);
            assertThat(test.find(Pictures.png(9, 1)))
                    .extracting(found -> String.valueOf(found.person()))
                    .containsExactlyInAnyOrder("p0", "other", "p3", "p4", "late");
            assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid-b", 5, 5, 0, 0));
        }
    }

    private static ImageLabels named(String person, ImageLabels labels) {
        return new ImageLabels(
                labels.gallery(),
                new PersonId(person),
                labels.camera(),
                labels.modality(),
                labels.capturedAt(),
                labels.attributes());
    }

    /** In the order of the index. */
    private static List<UUID> indexed(TestGallery test) {
        return test.indexed().stream().map(row -> row.entry().imageId()).toList();
    }

    @Test
    void anImageThatGetsAnotherNameWhileItIsMendedStaysInTheIndex() {
        List<GalleryImage> images = new ArrayList<>();
        try (TestGallery test = TestGallery.started(folder, models)) {
            test.active.change("grid-a", embedded -> {});
            for (int i = 0; i < 3; i++) {
                images.add(test.enrol("p" + i, Pictures.png(i, 1)));
            }
            test.jdbc
                    .sql("UPDATE embedding SET checksum = checksum + 1 WHERE image_id = ?")
                    .param(images.get(1).imageId())
                    .update();
        }
        try (TestGallery test = TestGallery.opened(folder, models)) {
            models.beforeEmbedding("grid-a", () -> {
                models.beforeEmbedding("grid-a", () -> {});
                test.corrections.correct(
                        images.get(1).imageId(),
                        labels -> new ImageLabels(
                                labels.gallery(),
                                new PersonId("other"),
                                labels.camera(),
                                labels.modality(),
                                labels.capturedAt(),
                                labels.attributes()));
            });
            test.start();
            assertThat(test.active.indexSize()).isEqualTo(3);
            test.assertIndexEqualsDatabase();
        }
    }

    /** An erasure whose commit was answered by a broken connection: in the database, but no index was told. */
    @Test
    void whatIsInDoubtWhileAModelIsMadeReadyIsSettledInItsIndexToo() {
        try (TestGallery test = TestGallery.started(folder, models)) {
            test.active.change("grid-a", embedded -> {});
            List<GalleryImage> images = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                images.add(test.enrol("p" + i, Pictures.png(i, 1)));
            }
            AtomicInteger locks = new AtomicInteger();
            test.writes.beforeLock = () -> {
                if (locks.incrementAndGet() == 2) {
                    test.writes.beforeLock = () -> {};
                    test.jdbc
                            .sql("DELETE FROM gallery_image WHERE image_id = ?")
                            .param(images.get(1).imageId())
                            .update();
                    test.database.inDoubt().set(true);
                    test.check.settle();
                    assertThat(test.active.indexSize()).isEqualTo(5);
                }
            };
            test.active.change("grid-b", embedded -> {});
            test.check.settle();
            assertThat(test.active.indexSize()).isEqualTo(5);
            test.assertIndexEqualsDatabase();
        }
    }
}
