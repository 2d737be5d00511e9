package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an epoch is drawn from, and what cannot be drawn from. */
class CrossModalSamplerDrawsTest {
    private static final BatchShape FOUR_OF_EACH = new BatchShape(16, 4);

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
        List<PersonImage> reversed = new ArrayList<>(PersonImages.of(40, 6));
        Collections.reverse(reversed);

        assertThat(new CrossModalSampler(reversed, FOUR_OF_EACH, 1, 1).epoch(2))
                .isEqualTo(sampler(40, 6, 1).epoch(2));
    }

    @Test
    void differentEpochsAndSeedsDrawDifferently() {
        List<PersonImage> people = PersonImages.of(40, 6);
        Set<List<CrossModalBatch>> draws = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int epoch = 0; epoch < 10; epoch++) {
                draws.add(new CrossModalSampler(people, FOUR_OF_EACH, 1, seed).epoch(epoch));
            }
        }
        assertThat(draws).hasSize(100);
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
    void anIdentityWithoutInfraredIsNamed() {
        List<PersonImage> people = new ArrayList<>(PersonImages.of(20, 6));
        people.removeIf(
                image -> image.person().equals(PersonImages.person(13)) && image.modality() == Modality.INFRARED);

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
        return new CrossModalSampler(PersonImages.of(identities, imagesPerModality), FOUR_OF_EACH, repeats, 1);
    }
}
