package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenSetEvaluationTest {
    private final Map<PersonImage, Embedding> embeddings = new LinkedHashMap<>();

    /**
     * At degrees on a circle: A by camera 1 at 0, by 2 at 60, by 3 (infrared, where camera 2 is) at 90; B by camera 1 at 90, by 2 at 180.
     * Visible pairs by different cameras: A-A at cosine 1/2, B-B at 0; A1-B2 at -1, A2-B1 at cos 30 = 0.866. Across, without A3-A2 and
     * A3-B2 of one place: A3-A1 at 0; A3-B1 at 1.
     */
    @Test
    void pairsByOneCameraOrOfOneLocationAreLeftOut() {
        put("A", 1, 0);
        put("A", 2, 60);
        put("A", 3, 90);
        put("B", 1, 90);
        put("B", 2, 180);

        Map<ModalityPair, ErrorRates> pairs = rates(RankingRule.SYSU_MM01);

        assertThat(pairs).containsOnlyKeys(ModalityPair.VISIBLE_VISIBLE, ModalityPair.VISIBLE_INFRARED);
        ErrorRates within = pairs.get(ModalityPair.VISIBLE_VISIBLE);
        assertThat(within.strangers()).isEqualTo(2);
        assertThat(within.matches()).isEqualTo(2);
        assertThat(within.falseAcceptRate(0.866)).isEqualTo(0.5);
        assertThat(within.falseAcceptRate(0.8661)).isZero();
        assertThat(within.falseRejectRate(0.4)).isEqualTo(0.5);
        ErrorRates across = pairs.get(ModalityPair.VISIBLE_INFRARED);
        assertThat(across.strangers()).isEqualTo(1);
        assertThat(across.matches()).isEqualTo(1);
        assertThat(across.falseAcceptRate(0.9999)).isEqualTo(1);
        assertThat(across.falseRejectRate(0.01)).isEqualTo(1);
    }

    /** One camera of each modality: nothing within a modality is ever compared. */
    @Test
    void aPairOfModalitiesWithoutPairsOfBothKindsIsLeftOut() {
        put("A", 1, 0);
        put("B", 1, 10);
        put("A", 6, 20);
        put("B", 6, 30);

        assertThat(rates(RankingRule.REGDB)).containsOnlyKeys(ModalityPair.VISIBLE_INFRARED);
    }

    @Test
    void countsAreThoseOfANaiveLoop() {
        Random random = new Random(11);
        for (int i = 0; i < 240; i++) {
            put("p" + i % 12, 1 + random.nextInt(6), 360 * random.nextDouble(), i);
        }
        Map<ModalityPair, ErrorRates> pairs = rates(RankingRule.SYSU_MM01);

        assertThat(pairs).hasSize(3);
        pairs.forEach((pair, rates) -> {
            Naive naive = naive(pair, 0.5);
            assertThat(rates.strangers()).isEqualTo(naive.strangers);
            assertThat(rates.matches()).isEqualTo(naive.matches);
            assertThat(rates.falseAcceptRate(0.5))
                    .isCloseTo((double) naive.accepted / naive.strangers, within(2.0 / naive.strangers));
            assertThat(rates.falseRejectRate(0.5))
                    .isCloseTo((double) naive.rejected / naive.matches, within(2.0 / naive.matches));
        });
    }

    @Test
    void thresholdsTellWhereTheyAreFrom() {
        put("A", 1, 0);
        put("A", 3, 5);
        put("B", 1, 90);
        PersonDataset dataset =
                new PersonDataset("own set", List.of(), new ArrayList<>(embeddings.keySet()), List.of());

        OpenSetRates rates =
                OpenSetEvaluation.evaluate(dataset, DatasetPart.VALIDATION, RankingRule.SYSU_MM01, embeddings);

        assertThat(rates.thresholds().dataset()).isEqualTo("own set");
        assertThat(rates.thresholds().part()).isEqualTo("validation");
        assertThat(rates.thresholds().pairs()).isEqualTo(Map.of("visible-infrared", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> OpenSetEvaluation.evaluate(dataset, DatasetPart.TEST, RankingRule.SYSU_MM01, embeddings))
                .withMessageContaining("no pictures");
    }

    private Map<ModalityPair, ErrorRates> rates(RankingRule rule) {
        return new EnumMap<>(OpenSetEvaluation.rates(new ArrayList<>(embeddings.keySet()), rule, embeddings));
    }

    private Naive naive(ModalityPair pair, double threshold) {
        Naive naive = new Naive();
        for (PersonImage one : embeddings.keySet()) {
            for (PersonImage other : embeddings.keySet()) {
                if (one.file().compareTo(other.file()) < 0
                        && ModalityPair.of(one.modality(), other.modality()) == pair
                        && !place(one).equals(place(other))) {
                    naive.count(
                            one.person().equals(other.person()),
                            embeddings.get(one).cosine(embeddings.get(other)) >= threshold);
                }
            }
        }
        return naive;
    }

    /** Camera 3 hangs where camera 2 does. */
    private static String place(PersonImage image) {
        return image.camera().value().equals("cam3") ? "cam2" : image.camera().value();
    }

    private static final class Naive {
        private int strangers;
        private int matches;
        private int accepted;
        private int rejected;

        void count(boolean isMatch, boolean isAccepted) {
            if (isMatch) {
                matches++;
                rejected += isAccepted ? 0 : 1;
            } else {
                strangers++;
                accepted += isAccepted ? 1 : 0;
            }
        }
    }

    private void put(String person, int camera, double degrees) {
        put(person, camera, degrees, embeddings.size());
    }

    private void put(String person, int camera, double degrees, int shot) {
        PersonImage image = new PersonImage(
                Path.of("%s-%d-%04d.jpg".formatted(person, camera, shot)),
                new PersonId(person),
                new CameraId("cam" + camera),
                camera == 3 || camera == 6 ? Modality.INFRARED : Modality.VISIBLE);
        double angle = Math.toRadians(degrees);
        embeddings.put(image, Embedding.normalised(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}));
    }
}
