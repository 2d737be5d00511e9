package io.vesper.ablation;

import io.vesper.job.JobApp;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.training.FakeRuns;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;

/** An application that runs ablations of fakes. */
public final class AblationApp implements AutoCloseable {
    /** The ablation job, for applications outside this package. */
    public static final Class<?> JOB = AblationJobConfiguration.class;

    static final int EPOCHS = 3;

    private final Path folder;
    private final JobApp app;
    final FakeRuns runs;

    AblationApp(Path folder) {
        this.folder = folder;
        runs = new FakeRuns(folder);
        app = new JobApp(folder, folder.resolve("db"), runs, JOB);
    }

    static AblationRequest request(List<Long> seeds, String... rows) {
        return new AblationRequest(
                new DatasetReference("demo", null), "demo", EPOCHS, seeds, List.of(rows), Map.of("learningRate", 0.1));
    }

    AblationJobs jobs() {
        return app.bean(AblationJobs.class);
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
                        "ablate",
                        new JobParametersBuilder().addString("jobId", job.id()).toJobParameters());
    }

    Path folderOf(JobSnapshot job) {
        return folder.resolve("jobs").resolve(job.id());
    }

    /** Runs to whatever end. */
    JobSnapshot ablate(AblationRequest request) {
        return app.awaitEnd(jobs().submit(request).id());
    }

    /** Restarts undisturbed, to whatever end. */
    JobSnapshot restart(JobSnapshot job) {
        runs.before = (epoch, step) -> {};
        queue().restart(job.id());
        return app.awaitEnd(job.id());
    }

    @Override
    public void close() {
        app.close();
    }
}
