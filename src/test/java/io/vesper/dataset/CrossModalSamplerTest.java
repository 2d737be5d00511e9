package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossModalSamplerTest {
    private static final BatchShape FOUR_OF_EACH = new BatchShape(16, 4);

    @ParameterizedTest
    @CsvSource({"395, 16, 24", "206, 8, 25"})
    void anEpochOfTheRealSetsHasThePublishedLength(int identities, int identitiesPerBatch, int steps) {
        CrossModalSampler sampler =
                new CrossModalSampler(PersonImages.of(identities, 6), new BatchShape(identitiesPerBatch, 4), 1, 1);

        assertThat(sampler.numIdentities()).isEqualTo(identities);
        assertThat(sampler.stepsPerEpoch()).isEqualTo(steps);
        assertThat(sampler.epoch(0))
                .hasSize(steps)
                .allSatisfy(batch -> assertThat(batch.images()).hasSize(identitiesPerBatch * 8));
    }

    @Test
    void identitiesAreDistinctWithinABatchAndAcrossTheEpoch() {
        List<CrossModalBatch> epoch = sampler(395, 6, 1).epoch(3);

        List<Integer> drawn = new ArrayList<>();
        for (CrossModalBatch batch : epoch) {
            assertThat(Set.copyOf(batch.identityLabels())).hasSize(16);
            drawn.addAll(Set.copyOf(batch.identityLabels()));
        }
        assertThat(drawn).hasSize(24 * 16).doesNotHaveDuplicates();
    }

    @Test
    void whereNoneIsLeftOverEveryIdentityIsVisitedOnce() {
        assertThat(sampler(32, 6, 1).epoch(5).stream()
                        .flatMap(batch -> batch.identityLabels().stream().distinct()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 32).boxed().toList());
    }

    @Test
    void visibleAndInfraredAlternateWithinAnIdentity() {
        for (CrossModalBatch batch : sampler(32, 6, 1).epoch(0)) {
            for (int i = 0; i < batch.images().size(); i++) {
                PersonImage image = batch.images().get(i);
                assertThat(image.modality()).isEqualTo(i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED);
                assertThat(image.person())
                        .isEqualTo(batch.images().get(i - i % 8).person());
            }
        }
    }

    @Test
    void theLabelIsTheRankOfTheIdentity() {
        List<PersonImage> shuffled = new ArrayList<>(PersonImages.of(32, 6));
        Collections.shuffle(shuffled, new Random(7));

        for (CrossModalBatch batch : new CrossModalSampler(shuffled, FOUR_OF_EACH, 1, 1).epoch(0)) {
            for (int i = 0; i < batch.images().size(); i++) {
                int rank = batch.identityLabels().get(i);
                assertThat(batch.images().get(i).person()).isEqualTo(PersonImages.person(rank));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "6"})
    void noPictureIsDrawnTwiceWhereThereAreEnough(int imagesPerModality) {
        for (CrossModalBatch batch : sampler(32, imagesPerModality, 1).epoch(0)) {
            assertThat(batch.images()).doesNotHaveDuplicates();
        }
    }

    @Test
    void wherePicturesAreFewTheyAreDrawnWithReplacement() {
        Map<PersonId, Set<PersonImage>> drawn = sampler(16, 3, 40).epoch(0).stream()
                .flatMap(batch -> batch.images().stream())
                .collect(Collectors.groupingBy(PersonImage::person, Collectors.toSet()));

        assertThat(drawn)
                .hasSize(16)
                .allSatisfy((person, images) -> assertThat(images).hasSize(6));
        assertThat(sampler(16, 1, 1).epoch(0).get(0).images()).hasSize(16 * 8);
    }

    @Test
    void repeatsVisitEachIdentityThatOftenWithFreshDraws() {
        CrossModalSampler sampler = sampler(32, 6, 3);

        List<CrossModalBatch> epoch = sampler.epoch(1);

        assertThat(sampler.stepsPerEpoch()).isEqualTo(6);
        assertThat(epoch).hasSize(6).doesNotHaveDuplicates();
        Map<Integer, Long> visits = epoch.stream()
                .flatMap(batch -> batch.identityLabels().stream().distinct())
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        assertThat(visits)
                .hasSize(32)
                .allSatisfy((label, count) -> assertThat(count).isEqualTo(3));
    }

    private static CrossModalSampler sampler(int identities, int imagesPerModality, int repeats) {
        return new CrossModalSampler(PersonImages.of(identities, imagesPerModality), FOUR_OF_EACH, repeats, 1);
    }

    @Test
    void byModalityPairsTheSameIdentities() {
        CrossModalBatch batch = sampler(32, 6, 1).epoch(0).get(0).byModality();
        int half = batch.images().size() / 2;
        for (int k = 0; k < half; k++) {
            assertThat(batch.images().get(k).modality()).isEqualTo(Modality.VISIBLE);
            assertThat(batch.images().get(half + k).modality()).isEqualTo(Modality.INFRARED);
            assertThat(batch.identityLabels().get(half + k))
                    .isEqualTo(batch.identityLabels().get(k));
            assertThat(batch.images().get(half + k).person())
                    .isEqualTo(batch.images().get(k).person());
        }
    }

    @Test
    void partsHoldWholeIdentitiesInOrder() {
        CrossModalBatch batch = sampler(32, 6, 1).epoch(0).get(0);
        List<CrossModalBatch> parts = batch.parts(4);
        assertThat(parts)
                .hasSize(4)
                .allSatisfy(
                        part -> assertThat(Set.copyOf(part.identityLabels())).hasSize(4));
        assertThat(parts.stream().flatMap(part -> part.images().stream())).containsExactlyElementsOf(batch.images());
    }
}
