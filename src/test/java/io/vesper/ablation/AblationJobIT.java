package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.FakeRuns;
import io.vesper.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

class AblationJobIT {
    /** Three trainings of three epochs. */
    private static final AblationRequest THREE = AblationApp.request(List.of(1L), "baseline", "vsd", "all");

    @TempDir
    Path folder;

    private AblationApp app;
    private int calls;

    @BeforeEach
    void start() {
        app = new AblationApp(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    /** What the n-th step of all is preceded by, counted from 0; a training has nine. */
    private void beforeStep(int n, Runnable action) {
        calls = 0;
        app.runs.before = (epoch, step) -> {
            if (calls++ == n) {
                action.run();
            }
        };
    }

    private static void assertTableOf(AblationRequest request, JobSnapshot job) {
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
    private static List<Map<String, Object>> lines(JobSnapshot job) {
        return (List<Map<String, Object>>) job.result().get("entries");
    }

    private List<String> stateFiles(JobSnapshot job) throws IOException {
        try (Stream<Path> files = Files.list(app.folderOf(job))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyRowIsTrainedWithEverySeedAndLaidOutInOrder() {
        AblationRequest request = AblationApp.request(List.of(5L, 2L));
        JobSnapshot job = app.ablate(request);

        assertTableOf(request, job);
        assertThat(lines(job))
                .hasSize(8)
                .allSatisfy(line -> assertThat(line.get("seeds")).isEqualTo(List.of(5, 2)));
        assertThat(((String) job.result().get("table")).lines())
                .hasSize(2 + 8)
                .element(9)
                .asString()
                .matches("\\| all \\| representation( \\| -?\\d+\\.\\d ± \\d+\\.\\d){3} \\|");
        assertThat(app.runs.begun).hasSize(8 * 2 * 3).startsWith(0, 1, 2, 0, 1, 2);
        assertThat(app.runs.inspected).isEqualTo(1);
        assertThat(app.runs.open).isZero();
    }

    @Test
    void progressCountsTheEpochsOfAllTrainingsAndTellsWhichOneItIs() {
        JobSnapshot job = app.ablate(THREE);

        assertThat(job.progress()).isEqualTo(new JobProgress(9, 9, "epoch", 0L));
        assertThat(job.metrics())
                .containsEntry("row", "all")
                .containsEntry("seed", 1)
                .containsKey("identity");
        List<Map<String, Object>> history = app.queue().metrics(job.id());
        assertThat(history).extracting(epoch -> epoch.get("epoch")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(history).extracting(epoch -> epoch.get("row")).startsWith("baseline", "baseline", "baseline", "vsd");
    }

    @Test
    void eachEpochIsOneCommit() {
        JobSnapshot job = app.ablate(THREE);

        StepExecution step = app.repository().getLastStepExecution(app.instance(job), "cells");
        assertThat(step.getCommitCount()).isEqualTo(9);
    }

    @Test
    void oneTrainingIsInMemoryAtATimeAndNoneAtTheEndHoweverItEnds() {
        app.runs.before = (epoch, step) -> assertThat(app.runs.open).isEqualTo(1);
        assertTableOf(THREE, app.ablate(THREE));
        assertThat(app.runs.open).isZero();

        beforeStep(13, () -> {
            throw new IllegalStateException("The loss is NaN.");
        });
        assertThat(app.ablate(THREE).status()).isEqualTo(JobStatus.FAILED);
        assertThat(app.runs.open).isZero();
    }

    @Test
    void failedInTheMiddleOfATrainingItGoesOnAfterTheLastCommit() throws IOException {
        beforeStep(9 + 7, () -> {
            throw new AssertionError("The process runs out of memory.");
        });
        JobSnapshot failed = app.ablate(THREE);

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("The process runs out of memory.");
        assertThat(failed.progress().done()).isEqualTo(5);
        assertThat(stateFiles(failed)).containsExactly("epoch-1.safetensors", "epoch-2.safetensors");

        assertTableOf(THREE, app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 2, 0, 1, 2);
        assertThat(app.runs.inspected).isEqualTo(1);
    }

    @Test
    void stoppedWithinAnEpochItIsRedoneWithTheSameTable() {
        beforeStep(
                9 + 4,
                () -> app.queue()
                        .list("ablate", JobStatus.RUNNING)
                        .forEach(job -> app.queue().stop(job.id())));
        JobSnapshot stopped = app.ablate(THREE);

        assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(stopped.progress().done()).isEqualTo(4);
        assertTableOf(THREE, app.restart(stopped));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 1, 2, 0, 1, 2);
    }

    @Test
    void emptyContextOfAStepThatWasKilledAtItsBirthLosesNothing() {
        beforeStep(9 + 6, () -> {
            throw new IllegalStateException("killed");
        });
        JobSnapshot failed = app.ablate(THREE);
        JobRepository repository = app.repository();
        JobInstance instance = app.instance(failed);
        JobExecution last = repository.getLastJobExecution(instance);
        JobExecution next =
                repository.createJobExecution(instance, last.getJobParameters(), last.getExecutionContext());
        repository.createStepExecution("cells", next);

        assertTableOf(THREE, app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 2, 0, 1, 2);
    }

    @Test
    void nothingIsPublishedAndStateFilesAreGoneOnceTheJobHasCompleted() {
        JobSnapshot job = app.ablate(THREE);
        app.close(); // waits for the worker

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(app.folderOf(job)).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**demo*");
    }

    @Test
    void theTableIsStoredWithTheJobsExecution() {
        JobSnapshot job = app.ablate(THREE);

        JobExecution stored = app.repository().getLastJobExecution(app.instance(job));
        Map<?, ?> result = (Map<?, ?>) stored.getExecutionContext().get("result");
        assertThat(result.get("table")).isEqualTo(job.result().get("table"));
        assertThat(result.get("entries")).hasToString(lines(job).toString());
    }

    @Test
    void requestThatBreaksARuleIsNotQueued() {
        AblationRequest bad = new AblationRequest(THREE.dataset(), "papr", 1, THREE.seeds(), List.of(), Map.of());

        assertThatThrownBy(() -> app.jobs().submit(bad)).hasMessage("The preset (papr) is not one of demo.");
        assertThat(app.queue().list(null, null)).isEmpty();
    }
}
