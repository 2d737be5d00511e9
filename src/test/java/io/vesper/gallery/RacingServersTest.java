package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database, correcting at the same time: only its locks and its constraint stand between them. */
class RacingServersTest {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;

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

    /** They correct different things of one image. */
    @Test
    void noCorrectionIsLost() throws Exception {
        try (TestGallery test = started();
                TestGallery other = TestGallery.secondOn(test, models)) {
            GalleryImage image = test.enrol("A", Pictures.png(1, 1));
            List<Callable<GalleryImage>> corrections = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String key = "k" + i;
                TestGallery server = i % 2 == 0 ? test : other;
                corrections.add(() -> server.corrections.correct(image.imageId(), attribute(key)));
            }
            for (Future<GalleryImage> future : threads.invokeAll(corrections)) {
                future.get();
            }
            assertThat(test.gallery.image(image.imageId()).labels().attributes())
                    .hasSize(30);
        }
    }

    private static UnaryOperator<ImageLabels> attribute(String key) {
        return labels -> {
            Map<String, String> attributes = new HashMap<>(labels.attributes());
            attributes.put(key, "x");
            return new ImageLabels(
                    labels.gallery(),
                    labels.person(),
                    labels.camera(),
                    labels.modality(),
                    labels.capturedAt(),
                    attributes);
        };
    }

    /** They give the same picture, enrolled for two people, to a third at the same time: one is told of the other. */
    @Test
    void onePictureIsNotGivenTwice() throws Exception {
        try (TestGallery test = started();
                TestGallery other = TestGallery.secondOn(test, models)) {
            for (int round = 0; round < 15; round++) {
                GalleryImage one = test.enrol("A", Pictures.png(round, 1));
                GalleryImage two = test.enrol("B", Pictures.png(round, 1));
                List<Future<GalleryImage>> futures = threads.invokeAll(List.of(
                        () -> test.corrections.correct(one.imageId(), CorrectionsTest.named("C")),
                        () -> other.corrections.correct(two.imageId(), CorrectionsTest.named("C"))));
                assertThat(futures.stream().filter(RacingServersTest::isRefused))
                        .hasSize(1);
            }
            assertThat(test.people.person(GALLERY, new PersonId("C")).images()).isEqualTo(15);
        }
    }

    private static boolean isRefused(Future<GalleryImage> correction) {
        try {
            correction.get();
            return false;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AlreadyEnrolledException.class);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
