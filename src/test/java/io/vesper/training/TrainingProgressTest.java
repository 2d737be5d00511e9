package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.job.RunningJob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private final Notes job = new Notes();
    private long now = 1_000_000_000_000L;

    private void pass(double seconds) {
        now += Math.round(seconds * 1e9);
    }

    private TrainingProgress progress(int firstEpoch, int epochs) {
        return new TrainingProgress(job, firstEpoch, epochs, () -> now);
    }

    @Test
    void stepsAreShownAtMostOnceASecond() {
        TrainingProgress progress = progress(0, 2);
        for (int step = 0; step < 10; step++) {
            pass(0.4);
            progress.onStep(0, step, 10, Map.of("identity", (double) step));
        }

        // Begun at 0 s, then the first step at or after 1 s, and so on: 1.2 s (step 2), 2.4 s (5), 3.6 s (8).
        assertThat(job.metrics).extracting(map -> map.get("identity")).containsExactly(null, 2.0, 5.0, 8.0);
    }

    @Test
    void theEndOfAnEpochIsAlwaysShown() {
        TrainingProgress progress = progress(0, 2);
        progress.onEpoch(1, Map.of("identity", 0.5));
        progress.onEpoch(2, Map.of("identity", 0.25));

        assertThat(job.shown).extracting(JobProgress::done).containsExactly(0, 1, 2);
    }

    @Test
    void theTimeLeftRestsOnWhatThisRunDid() {
        // Resumed after 6 of 10 epochs; one and a half more take 30 s, so the 2.5 left take 50 s.
        TrainingProgress progress = progress(6, 10);
        pass(20);
        progress.onEpoch(7, Map.of());
        pass(10);
        progress.onStep(7, 4, 10, Map.of());

        assertThat(job.shown)
                .containsExactly(
                        new JobProgress(6, 10, "epoch", null),
                        new JobProgress(7, 10, "epoch", 60L),
                        new JobProgress(7, 10, "epoch", 50L));
    }

    @Test
    void epochMeansStayBesideTheLatestLosses() {
        TrainingProgress progress = progress(0, 2);
        progress.onEpoch(1, Map.of("identity", 0.5, "learningRate", 0.001));
        pass(1);
        progress.onStep(1, 0, 10, Map.of("identity", 0.4));

        assertThat(job.metrics.get(2)).isEqualTo(Map.of("before", 1, "identity", 0.4, "learningRate", 0.001));
    }

    @Test
    void anotherTrainingOfTheJobLeavesNoFigureOfTheOneBefore() {
        TrainingProgress progress = progress(0, 4);
        progress.onEpoch(2, Map.of("identity", 0.5, "viewDivergence", 0.1));
        progress.onRun(2, Map.of("row", "vsd"));
        pass(1);
        progress.onStep(2, 0, 10, Map.of("identity", 0.9));

        assertThat(job.metrics.get(2)).isEqualTo(Map.of("row", "vsd"));
        assertThat(job.metrics.get(3)).isEqualTo(Map.of("row", "vsd", "identity", 0.9));
        assertThat(job.shown.get(3).done()).isEqualTo(2);
    }

    @Test
    void eachStepAsksWhetherToGoOn() {
        TrainingProgress progress = progress(0, 2);

        assertThat(progress.onStep(0, 0, 10, Map.of())).isTrue();
        job.mayGoOn = false;
        assertThat(progress.onStep(0, 1, 10, Map.of())).isFalse();
    }

    /** A job that writes down what it is told. */
    private static final class Notes implements RunningJob {
        @Override
        public List<Map<String, Object>> history() {
            return List.of();
        }

        final List<JobProgress> shown = new ArrayList<>();
        final List<Map<String, Object>> metrics = new ArrayList<>();
        boolean mayGoOn = true;

        @Override
        public JobSnapshot job() {
            return new JobSnapshot(
                    "id",
                    "train",
                    JobStatus.RUNNING,
                    null,
                    Map.of("before", 1),
                    Map.of(),
                    null,
                    Instant.EPOCH,
                    null,
                    null,
                    null);
        }

        @Override
        public Path folder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean mayGoOn() {
            return mayGoOn;
        }

        @Override
        public void report(JobProgress progress, Map<String, ?> latest) {
            shown.add(progress);
            metrics.add(Map.copyOf(latest));
        }

        @Override
        public void record(int epoch, Map<String, ?> latest) {
            throw new UnsupportedOperationException();
        }
    }
}
