package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    private final PrecisionRecall curve = new PrecisionRecall();

    /** Matches at 1 and 3: precision 1 up to recall 1/2, then 2/3. */
    @Test
    void precisionHoldsUpToTheRecallOfItsMatch() {
        curve.add(List.of(1, 3));

        List<Double> precision = curve.mean();

        assertThat(precision).hasSize(101);
        assertThat(precision.subList(0, 51)).containsOnly(1.0);
        assertThat(precision.subList(51, 101)).containsOnly(2 / 3.0);
    }

    /** Matches at 3, 4 and 5: precision 1/3, 2/4, 3/5 grows with recall, so the last is the highest everywhere. */
    @Test
    void aHigherPrecisionFurtherOnCountsBackwards() {
        curve.add(List.of(3, 4, 5));

        assertThat(curve.mean()).containsOnly(3 / 5.0);
    }

    /** One query as above, one with its only match at 4: the mean of 1 and 1/4, then of 2/3 and 1/4. */
    @Test
    void queriesCountAlike() {
        curve.add(List.of(1, 3));
        curve.add(List.of(4));

        assertThat(curve.mean().get(50)).isCloseTo(5 / 8.0, within(1e-12));
        assertThat(curve.mean().get(51)).isCloseTo(11 / 24.0, within(1e-12));
    }

    @Test
    void nothingHasNoCurve() {
        assertThat(curve.mean()).isEmpty();
    }

    @Test
    void itEqualsTheDefinitionOnRandomRankings() {
        Random random = new Random(7);
        for (int query = 0; query < 200; query++) {
            List<Integer> matches = random.ints(1 + random.nextInt(12), 1, 60)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            PrecisionRecall one = new PrecisionRecall();
            one.add(matches);

            assertThat(one.mean()).isEqualTo(naive(matches));
        }
    }

    private static List<Double> naive(List<Integer> matches) {
        List<Double> precision = new ArrayList<>();
        for (int level = 0; level <= 100; level++) {
            double highest = 0;
            for (int found = 1; found <= matches.size(); found++) {
                if (100 * found >= level * matches.size()) {
                    highest = Math.max(highest, (double) found / matches.get(found - 1));
                }
            }
            precision.add(highest);
        }
        return precision;
    }
}
