package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vesper.index.GalleryName;
import io.vesper.index.RankedPerson;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import io.vesper.store.TimeToLive;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who are corrected, merged and erased while another model is being activated. */
class ModelChangePeopleTest {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

    @TempDir
    Path folder;

    private final GridModels models = GridModels.twoModels();

    /** The new model has embedded the first page of sixteen and is at the second: people are in both, and in pages to come. */
    @Test
    void anErasedPersonDoesNotComeBackWithTheNewModel() throws Exception {
        List<GalleryImage> ofA = new ArrayList<>();
        whileActivating(
                test -> {
                    for (int shot = 0; shot < 50; shot++) {
                        GalleryImage image = test.enrol(shot % 2 == 0 ? "A" : "B", Pictures.png(1, shot));
                        if (shot % 2 == 0) {
                            ofA.add(image);
                        }
                    }
                },
                test -> test.people.erase(GALLERY, A),
                test -> {
                    assertThat(test.rows("embedding WHERE model_id = 'grid-b'")).isEqualTo(25);
                    assertThat(test.active.indexSize()).isEqualTo(25);
                    assertThat(test.find(Pictures.png(1, 0)))
                            .extracting(RankedPerson::person)
                            .containsExactly(B);
                    assertThat(ofA)
                            .allSatisfy(image -> assertThat(Traces.of(test.jdbc, image.imageId()))
                                    .isEmpty());
                });
    }

    @Test
    void correctionsAndMergesMeanwhileAreRightInBothModels() throws Exception {
        List<GalleryImage> images = new ArrayList<>();
        whileActivating(
                test -> {
                    for (int shot = 0; shot < 50; shot++) {
                        images.add(test.enrol(shot % 2 == 0 ? "A" : null, Pictures.png(1, shot)));
                    }
                },
                test -> {
                    test.corrections.correct(images.get(1).imageId(), CorrectionsTest.named("B"));
                    test.corrections.correct(images.get(49).imageId(), CorrectionsTest.named("B"));
                    test.people.merge(GALLERY, A, B);
                    assertThat(test.find(Pictures.png(1, 1)).get(0).images()).hasSize(20); // as many as are asked for
                },
                test -> assertThat(test.people.person(GALLERY, B).images()).isEqualTo(27));
    }

    @Test
    void imagesWhoseTimeIsOverMeanwhileDoNotComeBack() throws Exception {
        whileActivating(
                test -> {
                    for (int shot = 0; shot < 50; shot++) {
                        test.enrol("A", Pictures.png(1, shot));
                    }
                    test.galleries.keepFor(GALLERY, TimeToLive.parse("P1D"));
                },
                test -> {
                    Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(2)), ZoneOffset.UTC);
                    new Retention(test.database, test.writer(), later, new SimpleMeterRegistry()).sweep();
                },
                test -> {
                    assertThat(test.rows("embedding")).isZero();
                    assertThat(test.active.indexSize()).isZero();
                });
    }

    /** Embedding three images takes the lock once, indexing them twice (a page, and an empty one), taking over once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aPersonErasedJustBeforeAnyStepOfTheChangeStaysErased(int step) {
        try (TestGallery test = started()) {
            test.enrol("A", Pictures.png(1, 1));
            test.enrol("B", Pictures.png(1, 2));
            test.enrol("A", Pictures.png(1, 3));
            int[] locks = {0};
            test.writes.beforeLock = () -> {
                if (++locks[0] == step) {
                    test.writes.beforeLock = () -> {};
                    test.people.erase(GALLERY, A);
                    test.people.merge(GALLERY, B, new PersonId("C"));
                }
            };

            test.active.change("grid-b", embedded -> {});

            assertThat(locks[0]).isEqualTo(step);
            assertThat(test.find(Pictures.png(1, 1)))
                    .extracting(RankedPerson::person)
                    .containsExactly(new PersonId("C"));
            assertThat(test.rows("embedding WHERE model_id = 'grid-b'")).isEqualTo(1);
            test.assertIndexEqualsDatabase();
        }
    }

    private void whileActivating(
            Consumer<TestGallery> before, Consumer<TestGallery> meanwhile, Consumer<TestGallery> afterwards)
            throws Exception {
        Gate gate = new Gate();
        int[] pages = {0};
        models.beforeEmbedding("grid-b", () -> {
            if (++pages[0] == 2) {
                gate.pass();
            }
        });
        try (TestGallery test = started()) {
            before.accept(test);
            test.activation.activate("grid-b");
            gate.awaitArrival();
            meanwhile.accept(test);
            assertThat(test.active.modelId()).isEqualTo("grid-a");
            test.assertIndexEqualsDatabase();
            gate.open();
            test.activationEnded();
            assertThat(test.active.modelId()).isEqualTo("grid-b");
            test.assertIndexEqualsDatabase();
            afterwards.accept(test);
        }
    }

    private TestGallery started() {
        TestGallery test = TestGallery.started(folder, models);
        test.active.change("grid-a", embedded -> {});
        return test;
    }
}
