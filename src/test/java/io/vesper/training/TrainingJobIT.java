package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vesper.job.JobApp;
import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.event.EventListener;

class TrainingJobIT {
    private static final int EPOCHS = 4;
    private static final long SEED = 11;

    @TempDir
    Path folder;

    @TempDir
    Path models;

    @TempDir
    Path scratch;

    private final Publications publications = new Publications();
    private FakeRuns runs;
    private JobApp app;
    private TrainingJobs jobs;

    /** Hears of published models; may refuse. */
    static final class Publications {
        final List<ModelPublished> heard = new CopyOnWriteArrayList<>();
        volatile boolean refuses;

        @EventListener
        void onModelPublished(ModelPublished event) {
            heard.add(event);
            if (refuses) {
                throw new IllegalStateException("The index is full.");
            }
        }
    }

    @BeforeEach
    void start() {
        runs = new FakeRuns(models);
        app = new JobApp(folder, folder.resolve("db"), runs, publications, TrainingJobConfiguration.class);
        jobs = app.bean(TrainingJobs.class);
    }

    @AfterEach
    void close() {
        app.close();
    }

    private JobSnapshot train() {
        return app.awaitEnd(jobs.submit(FakeRuns.request(EPOCHS, SEED)).id());
    }

    private JobSnapshot restart(JobSnapshot job) {
        runs.before = (epoch, step) -> {};
        app.queue().restart(job.id());
        return app.awaitEnd(job.id());
    }

    private void assertCompletedLikeAnUnbrokenRun(JobSnapshot job) {
        assertThat(job.status()).as(job.error()).isEqualTo(JobStatus.COMPLETED);
        String modelId = (String) job.result().get("modelId");
        assertThat(runs.published(modelId)).isEqualTo(FakeRuns.unbroken(scratch, EPOCHS, SEED));
        assertThat(runs.open).isZero();
    }

    private Path jobFolder(JobSnapshot job) {
        return folder.resolve("jobs").resolve(job.id());
    }

    private List<String> stateFiles(JobSnapshot job) throws IOException {
        try (Stream<Path> files = Files.list(jobFolder(job))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void failBefore(int failingEpoch, int failingStep) {
        runs.before = (epoch, step) -> {
            if (epoch == failingEpoch && step == failingStep) {
                throw new TrainingFailedException("The loss (triplet) is NaN at step 1 of epoch 3.");
            }
        };
    }

    @Test
    void trainsEvaluatesAndPublishes() {
        JobSnapshot job = train();

        assertCompletedLikeAnUnbrokenRun(job);
        assertThat(runs.begun).containsExactly(0, 1, 2, 3);
        assertThat((String) job.result().get("modelId"))
                .matches("demo-\\d{8}-[0-9a-f]{8}")
                .endsWith(job.id().substring(0, 8));
        assertThat(publications.heard)
                .containsExactly(new ModelPublished((String) job.result().get("modelId"), false));
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
        JobSnapshot job = train();

        JobRepository repository = app.bean(JobRepository.class);
        StepExecution step = repository.getLastStepExecution(instance(repository, job), "train");
        assertThat(step.getCommitCount()).isEqualTo(EPOCHS);
        assertThat(step.getExecutionContext().getInt("epochs")).isEqualTo(EPOCHS);
    }

    private static JobInstance instance(JobRepository repository, JobSnapshot job) {
        return repository.getJobInstance(
                "train", new JobParametersBuilder().addString("jobId", job.id()).toJobParameters());
    }

    @Test
    void stateFilesAreGoneOnceTheJobHasCompleted() {
        JobSnapshot job = train();
        app.close(); // waits for the worker

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(jobFolder(job)).doesNotExist();
    }

    @Test
    void requestThatBreaksARuleIsNotQueued() {
        TrainingRequest good = FakeRuns.request(1, 1);
        TrainingRequest bad = new TrainingRequest(good.dataset(), "papr", null, null, null, Map.of(), null, false);

        assertThatThrownBy(() -> jobs.submit(bad)).hasMessage("The preset (papr) is not one of demo.");
        assertThat(app.queue().list(null, null)).isEmpty();
    }

    @Test
    void nanFailsTheJobWithTheRunsMessageAndARestartGoesOnAfterTheLastCommit() throws IOException {
        failBefore(2, 1);
        JobSnapshot failed = train();

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("The loss (triplet) is NaN at step 1 of epoch 3.");
        assertThat(failed.progress().done()).isEqualTo(2);
        assertThat(stateFiles(failed)).containsExactly("epoch-1.safetensors", "epoch-2.safetensors");
        assertThat(runs.open).isZero();

        assertCompletedLikeAnUnbrokenRun(restart(failed));
        assertThat(runs.begun).containsExactly(0, 1, 2, 2, 3);
    }

    @Test
    void stoppedWithinAnEpochItIsRedoneWithTheSameResult() throws IOException {
        runs.before = (epoch, step) -> {
            if (epoch == 3 && step == 1) {
                app.queue()
                        .list("train", JobStatus.RUNNING)
                        .forEach(job -> app.queue().stop(job.id()));
            }
        };
        JobSnapshot stopped = train();

        assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(stopped.error()).isNull();
        assertThat(stateFiles(stopped)).containsExactly("epoch-2.safetensors", "epoch-3.safetensors");
        assertCompletedLikeAnUnbrokenRun(restart(stopped));
        assertThat(runs.begun).containsExactly(0, 1, 2, 3, 3);
    }

    @Test
    void stateFileThatWasNeverCommittedIsWrittenAnew() throws IOException {
        failBefore(2, 0);
        JobSnapshot failed = train();
        Files.writeString(jobFolder(failed).resolve("epoch-3.safetensors"), "killed after this was moved");
        Files.writeString(jobFolder(failed).resolve("unfinished.safetensors"), "killed while this was wri");

        assertCompletedLikeAnUnbrokenRun(restart(failed));
        assertThat(runs.begun).containsExactly(0, 1, 2, 2, 3);
    }

    @Test
    void missingStateFileFailsTheRestart() throws IOException {
        failBefore(2, 0);
        JobSnapshot failed = train();
        Path state = jobFolder(failed).resolve("epoch-2.safetensors");
        Files.delete(state);

        assertThat(restart(failed).error())
                .isEqualTo(
                        "The training state (%s) of epoch 2 is missing."
                                + " Maybe vesper.data-dir is not the one the job ran with.",
                        state);
    }

    @Test
    void damagedStateFileFailsTheRestart() throws IOException {
        failBefore(2, 0);
        JobSnapshot failed = train();
        Path state = jobFolder(failed).resolve("epoch-2.safetensors");
        byte[] bytes = Files.readAllBytes(state);
        bytes[5] ^= 1;
        Files.write(state, bytes);

        assertThat(restart(failed).error())
                .isEqualTo(
                        "The training state (%s) of epoch 2 is not what was written. Maybe the disk is damaged.",
                        state);
    }

    @Test
    void emptyContextOfAStepThatWasKilledAtItsBirthLosesNothing() {
        failBefore(3, 0);
        JobSnapshot failed = train();
        JobRepository repository = app.bean(JobRepository.class);
        JobInstance instance = instance(repository, failed);
        JobExecution last = repository.getLastJobExecution(instance);
        JobExecution next =
                repository.createJobExecution(instance, last.getJobParameters(), last.getExecutionContext());
        repository.createStepExecution("train", next);

        assertCompletedLikeAnUnbrokenRun(restart(failed));
        assertThat(runs.begun).containsExactly(0, 1, 2, 3, 3);
    }

    @Test
    void refusedPublicationFailsTheJobAndIsRepeatedUnderTheSameName() {
        publications.refuses = true;
        JobSnapshot failed = train();
        publications.refuses = false;

        assertThat(failed.error()).isEqualTo("The index is full.");
        assertCompletedLikeAnUnbrokenRun(restart(failed));
        assertThat(runs.begun).hasSize(EPOCHS);
        assertThat(publications.heard).hasSize(2);
        assertThat(publications.heard.get(0)).isEqualTo(publications.heard.get(1));
    }

    @Test
    void trainsInTheCallersThread() {
        List<JobProgress> seen = new CopyOnWriteArrayList<>();
        runs.before =
                (epoch, step) -> assertThat(Thread.currentThread().getName()).isEqualTo("main");

        JobSnapshot job = jobs.runNow(FakeRuns.request(EPOCHS, SEED), change -> seen.add(change.progress()));

        assertCompletedLikeAnUnbrokenRun(job);
        assertThat(seen.stream().filter(p -> p != null).map(JobProgress::done).distinct())
                .containsExactly(0, 1, 2, 3, 4);
    }
}
