package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.step.StepExecution;

class TrainingJobIT {
    @TempDir
    Path folder;

    private TrainingApp app;

    @BeforeEach
    void start() {
        app = new TrainingApp(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void trainsEvaluatesAndPublishes() {
        JobSnapshot job = app.train();

        app.assertCompletedLikeAnUnbrokenRun(job);
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 3);
        assertThat((String) job.result().get("modelId"))
                .matches("demo-\\d{8}-[0-9a-f]{8}")
                .endsWith(job.id().substring(0, 8));
        assertThat(app.publications.heard)
                .containsExactly(
                        new ModelPublished(job.id(), (String) job.result().get("modelId"), false));
        assertThat(job.progress()).isEqualTo(new JobProgress(4, 4, "epoch", 0L));
        assertThat(job.metrics()).containsEntry("learningRate", 0.025).containsKey("identity");
        assertThat(job.parameters())
                .containsEntry("preset", "demo")
                .containsEntry("overrides", Map.of("learningRate", 0.001));
        assertThat(app.queue().metrics(job.id()))
                .extracting(entry -> entry.get("epoch"), entry -> entry.get("learningRate"))
                .containsExactly(tuple(1, 0.1), tuple(2, 0.05), tuple(3, 0.1 / 3), tuple(4, 0.025));
    }

    @Test
    void eachEpochIsOneCommit() {
        JobSnapshot job = app.train();

        StepExecution step = app.repository().getLastStepExecution(app.instance(job), "train");
        assertThat(step.getCommitCount()).isEqualTo(TrainingApp.EPOCHS);
        assertThat(step.getExecutionContext().getInt("epochs")).isEqualTo(TrainingApp.EPOCHS);
    }

    @Test
    void stateFilesAreGoneOnceTheJobHasCompleted() {
        JobSnapshot job = app.train();
        app.close(); // waits for the worker

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(app.folderOf(job)).doesNotExist();
    }

    @Test
    void requestThatBreaksARuleIsNotQueued() {
        TrainingRequest good = FakeRuns.request(1, 1);
        TrainingRequest bad = new TrainingRequest(good.dataset(), "papr", null, null, null, Map.of(), null, false);

        assertThatThrownBy(() -> app.jobs().submit(bad)).hasMessage("The preset (papr) is not one of demo.");
        assertThat(app.queue().list(null, null, Long.MAX_VALUE, 100).jobs()).isEmpty();
    }

    @Test
    void trainsInTheCallersThread() {
        List<JobProgress> seen = new CopyOnWriteArrayList<>();
        app.runs.before =
                (epoch, step) -> assertThat(Thread.currentThread().getName()).isEqualTo("main");

        JobSnapshot job = app.jobs().runNow(TrainingApp.request(), change -> seen.add(change.progress()));

        app.assertCompletedLikeAnUnbrokenRun(job);
        assertThat(seen.stream().filter(p -> p != null).map(JobProgress::done).distinct())
                .containsExactly(0, 1, 2, 3, 4);
    }
}
