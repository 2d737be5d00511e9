package io.vesper.training;

import io.vesper.job.JobApp;
import io.vesper.job.JobSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;

/** An application whose trainings are fakes, which publish into its folder. */
public class FakeRunsApp extends JobApp {
    public final FakeRuns runs;
    final Path folder;

    /** @param beans as {@link JobApp} takes them: configurations of jobs, for example */
    public FakeRunsApp(Path folder, Object... beans) {
        this(folder, new FakeRuns(folder), beans);
    }

    private FakeRunsApp(Path folder, FakeRuns runs, Object... beans) {
        super(
                folder,
                folder.resolve("db"),
                Stream.concat(Stream.of(runs), Stream.of(beans)).toArray());
        this.folder = folder;
        this.runs = runs;
    }

    public JobRepository repository() {
        return bean(JobRepository.class);
    }

    /** What Spring Batch keeps of a job. */
    public JobInstance instance(JobSnapshot job) {
        return repository()
                .getJobInstance(
                        job.type(),
                        new JobParametersBuilder().addString("jobId", job.id()).toJobParameters());
    }

    /** Where a job has its files. */
    public Path folderOf(JobSnapshot job) {
        return folder.resolve("jobs").resolve(job.id());
    }

    /** The names of those files, sorted. */
    public List<String> filesOf(JobSnapshot job) throws IOException {
        try (Stream<Path> files = Files.list(folderOf(job))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Leaves the records of a process that was killed just after it had begun a step again. */
    public void killAtTheBirthOf(String step, JobSnapshot failed) {
        JobExecution last = repository().getLastJobExecution(instance(failed));
        JobExecution next =
                repository().createJobExecution(instance(failed), last.getJobParameters(), last.getExecutionContext());
        repository().createStepExecution(step, next);
    }

    /** Restarts undisturbed, to whatever end. */
    public JobSnapshot restart(JobSnapshot job) {
        runs.before = (epoch, step) -> {};
        queue().restart(job.id());
        return awaitEnd(job.id());
    }
}
