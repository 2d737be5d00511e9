package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {
    @Test
    void anInvalidQueryIsInNoDivisor() {
        QueryScore good = new QueryScore(true, 1, 1, 1);
        QueryScore poor = new QueryScore(true, 7, 0.5, 0.25);

        RetrievalMetrics metrics = RetrievalMetrics.of(List.of(good, QueryScore.INVALID, poor, QueryScore.INVALID));

        assertThat(metrics).isEqualTo(new RetrievalMetrics(0.5, 0.5, 1, 1, 0.75, 0.625));
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
            trials.add(new RetrievalMetrics(rank1, 1, 1, 1, 0.3, 0.1));
        }

        assertThat(RetrievalMetrics.mean(trials).rank1()).isCloseTo(0.5, within(1e-12));
        assertThat(RetrievalMetrics.mean(trials).meanAveragePrecision()).isCloseTo(0.3, within(1e-12));
        assertThat(RetrievalMetrics.standardDeviation(trials).rank1()).isCloseTo(0.360555, within(1e-6));
        assertThat(RetrievalMetrics.standardDeviation(trials).rank5()).isZero();
        assertThat(RetrievalMetrics.standardDeviation(trials.subList(0, 1)).rank1())
                .isZero();
    }
}
