package io.vesper.job;

import java.time.Duration;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.PartitionStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;

/** Makes Spring Batch jobs of work that any number of processes share. */
public final class PartitionedJobs {
    private final JobRepository repository;
    private final PartitionStore partitions;
    private final PartitionRunner runner;
    private final RunningJobs running;
    private final int size;
    private final Duration poll;

    /**
     * @param size about so many units a partition
     * @param poll how often whoever waits for others looks how far they are
     */
    PartitionedJobs(
            JobRepository repository,
            PartitionStore partitions,
            PartitionRunner runner,
            RunningJobs running,
            int size,
            Duration poll) {
        this.repository = repository;
        this.partitions = partitions;
        this.runner = runner;
        this.running = running;
        this.size = size;
        this.poll = poll;
    }

    /**
     * A job of one partitioned step, to be declared as a bean. Which processes take part in it, a {@link JobType} of its name says.
     *
     * @param work what each process does with the partitions it takes
     */
    public Job job(PartitionedWork work) {
        runner.add(work);
        PartitionSplitter splitter = new PartitionSplitter(work, partitions, repository, running, size);
        return new JobBuilder(work.type(), repository)
                .start(new PartitionStepBuilder(new StepBuilder(work.type(), repository))
                        .splitter(splitter)
                        .partitionHandler(new PartitionCoordinator(work, partitions, runner, splitter, running, poll))
                        // Its result is committed after the step, so a kill in between must not skip it.
                        .allowStartIfComplete(true)
                        .build())
                .build();
    }
}
