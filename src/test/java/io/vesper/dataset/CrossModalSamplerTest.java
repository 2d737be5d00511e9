package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
                new CrossModalSampler(people(identities, 6), new BatchShape(identitiesPerBatch, 4), 1, 1);

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
    void theIdentitiesLeftOverChangeFromEpochToEpoch() {
        CrossModalSampler sampler = sampler(17, 6, 1);

        Set<Integer> visited = new HashSet<>();
        for (int epoch = 0; epoch < 20; epoch++) {
            sampler.epoch(epoch).forEach(batch -> visited.addAll(batch.identityLabels()));
        }
        assertThat(visited).hasSize(17);
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
        List<PersonImage> shuffled = new ArrayList<>(people(32, 6));
        Collections.shuffle(shuffled, new Random(7));

        for (CrossModalBatch batch : new CrossModalSampler(shuffled, FOUR_OF_EACH, 1, 1).epoch(0)) {
            for (int i = 0; i < batch.images().size(); i++) {
                int rank = batch.identityLabels().get(i);
                assertThat(batch.images().get(i).person()).isEqualTo(person(rank));
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
    void theSameSeedAndEpochDrawTheSame() {
        CrossModalSampler unbroken = sampler(40, 6, 2);
        for (int epoch = 0; epoch < 5; epoch++) {
            unbroken.epoch(epoch);
        }

        assertThat(sampler(40, 6, 2).epoch(5)).isEqualTo(unbroken.epoch(5));
    }

    @Test
    void theOrderOfThePicturesGivenDoesNotMatter() {
        List<PersonImage> reversed = new ArrayList<>(people(40, 6));
        Collections.reverse(reversed);

        assertThat(new CrossModalSampler(reversed, FOUR_OF_EACH, 1, 1).epoch(2))
                .isEqualTo(sampler(40, 6, 1).epoch(2));
    }

    @Test
    void differentEpochsAndSeedsDrawDifferently() {
        List<PersonImage> people = people(40, 6);
        Set<List<CrossModalBatch>> draws = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int epoch = 0; epoch < 10; epoch++) {
                draws.add(new CrossModalSampler(people, FOUR_OF_EACH, 1, seed).epoch(epoch));
            }
        }
        assertThat(draws).hasSize(100);
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

    @Test
    void anIdentityWithoutInfraredIsNamed() {
        List<PersonImage> people = new ArrayList<>(people(20, 6));
        people.removeIf(image -> image.person().equals(person(13)) && image.modality() == Modality.INFRARED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CrossModalSampler(people, FOUR_OF_EACH, 1, 1))
                .withMessageContaining("identity (0013)")
                .withMessageContaining("no infrared picture");
    }

    @Test
    void fewerIdentitiesThanABatchHoldsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(15, 6, 1))
                .withMessageContaining("15 identities")
                .withMessageContaining("identitiesPerBatch (16)");
    }

    @Test
    void emptyBatchesAndNoRepeatsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchShape(0, 4))
                .withMessageContaining("(0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchShape(4, 0))
                .withMessageContaining("(0)");
        assertThatIllegalArgumentException().isThrownBy(() -> sampler(16, 6, 0)).withMessageContaining("(0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(16, 6, 1).epoch(-1))
                .withMessageContaining("(-1)");
    }

    private static CrossModalSampler sampler(int identities, int imagesPerModality, int repeats) {
        return new CrossModalSampler(people(identities, imagesPerModality), FOUR_OF_EACH, repeats, 1);
    }

    private static List<PersonImage> people(int identities, int imagesPerModality) {
        List<PersonImage> images = new ArrayList<>();
        for (int identity = 0; identity < identities; identity++) {
            for (int i = 0; i < imagesPerModality; i++) {
                images.add(image(identity, "cam1", Modality.VISIBLE, i));
                images.add(image(identity, "cam3", Modality.INFRARED, i));
            }
        }
        return images;
    }

    private static PersonImage image(int identity, String camera, Modality modality, int number) {
        return new PersonImage(
                Path.of(camera, person(identity).value(), number + ".jpg"),
                person(identity),
                new CameraId(camera),
                modality);
    }

    private static PersonId person(int identity) {
        return new PersonId("%04d".formatted(identity));
    }
}
