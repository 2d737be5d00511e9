package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** An application that trains fakes. */
final class TrainingApp extends FakeRunsApp {
    static final int EPOCHS = 4;
    private static final long SEED = 11;

    final Publications publications;

    TrainingApp(Path folder) {
        this(folder, new Publications());
    }

    private TrainingApp(Path folder, Publications publications) {
        super(folder, publications, TrainingJobConfiguration.class);
        this.publications = publications;
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
        return bean(TrainingJobs.class);
    }

    static TrainingRequest request() {
        return FakeRuns.request(EPOCHS, SEED);
    }

    /** Trains to whatever end. */
    JobSnapshot train(TrainingRequest request) {
        return awaitEnd(jobs().submit(request).id());
    }

    /** Trains to whatever end. */
    JobSnapshot train() {
        return train(request());
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
}
