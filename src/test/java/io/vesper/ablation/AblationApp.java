package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.FakeRuns;
import io.vesper.training.FakeRunsApp;
import io.vesper.training.TrainingRequest.DatasetReference;
import io.vesper.training.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An application that runs ablations of fakes. */
public final class AblationApp extends FakeRunsApp {
    /** The ablation job, for applications outside this package. */
    public static final Class<?> JOB = AblationJobConfiguration.class;

    static final int EPOCHS = 3;

    private int steps;

    AblationApp(Path folder) {
        super(folder, JOB);
    }

    static AblationRequest request(List<Long> seeds, String... rows) {
        return new AblationRequest(
                new DatasetReference("demo", null), "demo", EPOCHS, seeds, List.of(rows), Map.of("learningRate", 0.1));
    }

    AblationJobs jobs() {
        return bean(AblationJobs.class);
    }

    /** Runs to whatever end. */
    JobSnapshot ablate(AblationRequest request) {
        return awaitEnd(jobs().submit(request).id());
    }

    /** What the n-th step of all is preceded by, counted from 0; a training has nine. */
    void beforeStep(int n, Runnable action) {
        steps = 0;
        runs.before = (epoch, step) -> {
            if (steps++ == n) {
                action.run();
            }
        };
    }

    void failBeforeStep(int n) {
        beforeStep(n, () -> {
            throw new IllegalStateException("The loss is NaN.");
        });
    }

    static void assertTableOf(AblationRequest request, JobSnapshot job) {
        assertThat(job.status()).as(job.error()).isEqualTo(JobStatus.COMPLETED);
        assertThat(lines(job))
                .extracting(line -> line.get("row"))
                .isEqualTo(request.cells().stream()
                        .map(cell -> cell.row().name())
                        .distinct()
                        .toList());
        for (Map<String, Object> line : lines(job)) {
            double unbroken = request.cells().stream()
                    .filter(cell -> cell.row().name().equals(line.get("row")))
                    .mapToDouble(cell -> unbroken(request, cell))
                    .average()
                    .orElseThrow();
            assertThat((Double) ((Map<?, ?>) line.get("rank1")).get("mean")).isCloseTo(100 * unbroken, within(1e-9));
        }
    }

    /** The rank-1 of a training by itself. */
    private static double unbroken(AblationRequest request, AblationCell cell) {
        try (TrainingRun run = new FakeRuns(Path.of("unused")).open(request.training(cell), null)) {
            for (int epoch = 0; epoch < run.epochs(); epoch++) {
                run.trainEpoch(epoch, (e, step, steps, losses) -> true);
            }
            return (Double) ((Map<?, ?>) run.evaluate(null).get("representation")).get("rank1");
        }
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> lines(JobSnapshot job) {
        return (List<Map<String, Object>>) job.result().get("entries");
    }
}
