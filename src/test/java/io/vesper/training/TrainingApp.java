package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobApp;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.event.EventListener;

/** An application that trains fakes. */
final class TrainingApp implements AutoCloseable {
    static final int EPOCHS = 4;
    private static final long SEED = 11;

    private final Path folder;
    private final JobApp app;
    final FakeRuns runs;
    final Publications publications = new Publications();

    TrainingApp(Path folder) {
        this.folder = folder;
        this.runs = new FakeRuns(folder);
        this.app = new JobApp(folder, folder.resolve("db"), runs, publications, TrainingJobConfiguration.class);
    }

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

    TrainingJobs jobs() {
        return app.bean(TrainingJobs.class);
    }

    JobQueue queue() {
        return app.queue();
    }

    JobRepository repository() {
        return app.bean(JobRepository.class);
    }

    JobInstance instance(JobSnapshot job) {
        return repository()
                .getJobInstance(
                        "train",
                        new JobParametersBuilder().addString("jobId", job.id()).toJobParameters());
    }

    Path folderOf(JobSnapshot job) {
        return folder.resolve("jobs").resolve(job.id());
    }

    static TrainingRequest request() {
        return FakeRuns.request(EPOCHS, SEED);
    }

    /** Trains to whatever end. */
    JobSnapshot train(TrainingRequest request) {
        return app.awaitEnd(jobs().submit(request).id());
    }

    /** Trains to whatever end. */
    JobSnapshot train() {
        return app.awaitEnd(jobs().submit(request()).id());
    }

    /** Restarts undisturbed, to whatever end. */
    JobSnapshot restart(JobSnapshot job) {
        runs.before = (epoch, step) -> {};
        queue().restart(job.id());
        return app.awaitEnd(job.id());
    }

    /** Lets the run fail as a NaN would. */
    void failBefore(int failingEpoch, int failingStep) {
        runs.before = (epoch, step) -> {
            if (epoch == failingEpoch && step == failingStep) {
                throw new TrainingFailedException("The loss (triplet) is NaN at step 1 of epoch 3.");
            }
        };
    }

    void assertCompletedLikeAnUnbrokenRun(JobSnapshot job) {
        assertThat(job.status()).as(job.error()).isEqualTo(JobStatus.COMPLETED);
        String modelId = (String) job.result().get("modelId");
        assertThat(runs.published(modelId)).isEqualTo(FakeRuns.unbroken(folder, EPOCHS, SEED));
        assertThat(runs.open).isZero();
    }

    @Override
    public void close() {
        app.close();
    }
}
