package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {
    @Test
    void anInvalidQueryIsInNoDivisor() {
        QueryScore good = new QueryScore(true, 1, 1, 1);
        QueryScore poor = new QueryScore(true, 7, 0.5, 0.25);

        RetrievalMetrics metrics = RetrievalMetrics.of(List.of(good, QueryScore.INVALID, poor, QueryScore.INVALID));

        assertThat(metrics).isEqualTo(new RetrievalMetrics(curve(0.5, 6, 1), 0.75, 0.625));
        assertThat(metrics.rank5()).isEqualTo(0.5);
        assertThat(metrics.rank10()).isEqualTo(1);
    }

    @Test
    void invalidQueriesOnlyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrievalMetrics.of(List.of(QueryScore.INVALID, QueryScore.INVALID)))
                .withMessageContaining("None of the 2 queries has a match");
    }

    /** Trials of rank-1 0.2, 0.4 and 0.9: mean 0.5; squares 0.09 + 0.01 + 0.16 = 0.26; sqrt(0.26 / 2) = 0.36056. */
    @Test
    void trialsAreSummedUpByMeanAndSampleDeviation() {
        List<RetrievalMetrics> trials = new ArrayList<>();
        for (double rank1 : new double[] {0.2, 0.4, 0.9}) {
            trials.add(new RetrievalMetrics(curve(rank1, 1, 1), 0.3, 0.1));
        }

        assertThat(RetrievalMetrics.mean(trials).rank1()).isCloseTo(0.5, within(1e-12));
        assertThat(RetrievalMetrics.mean(trials).meanAveragePrecision()).isCloseTo(0.3, within(1e-12));
        assertThat(RetrievalMetrics.standardDeviation(trials).rank1()).isCloseTo(0.360555, within(1e-6));
        assertThat(RetrievalMetrics.standardDeviation(trials).rank5()).isZero();
        assertThat(RetrievalMetrics.standardDeviation(trials.subList(0, 1)).rank1())
                .isZero();
    }

    /** First matches at ranks 2, 50 and 51: found are none of 3 at rank 1, then one, and two from rank 50 on. */
    @Test
    void theCurveIsKeptUpToRank50() {
        List<QueryScore> scores =
                List.of(new QueryScore(true, 2, 1, 1), new QueryScore(true, 50, 1, 1), new QueryScore(true, 51, 1, 1));

        RetrievalMetrics metrics = RetrievalMetrics.of(scores);

        assertThat(metrics.cmc()).hasSize(50);
        assertThat(metrics.atRank(1)).isZero();
        assertThat(metrics.cmc().subList(1, 49)).containsOnly(1 / 3.0);
        assertThat(metrics.atRank(50)).isEqualTo(2 / 3.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metrics.atRank(51))
                .withMessageContaining("(51)");
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.atRank(0)).withMessageContaining("(0)");
    }

    /** One share up to a rank, another from there to 50. */
    private static List<Double> curve(double before, int ranks, double after) {
        List<Double> curve = new ArrayList<>(Collections.nCopies(ranks, before));
        curve.addAll(Collections.nCopies(50 - ranks, after));
        return curve;
    }
}
