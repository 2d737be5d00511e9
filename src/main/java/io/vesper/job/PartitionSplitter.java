package io.vesper.job;

import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Spring Batch's record of a job's partitions: a step execution for each that is not done when a run begins. Only the worker that holds
 * the job writes them, so they say nothing while the job runs; who works on what stands in the table of partitions.
 */
final class PartitionSplitter implements StepExecutionSplitter {
    private static final String NUMBER = "partition";

    private final PartitionedWork work;
    private final PartitionStore partitions;
    private final JobRepository repository;
    private final RunningJobs running;
    private final int size;

    /** @param size about so many units a partition */
    PartitionSplitter(
            PartitionedWork work, PartitionStore partitions, JobRepository repository, RunningJobs running, int size) {
        this.work = work;
        this.partitions = partitions;
        this.repository = repository;
        this.running = running;
        this.size = size;
    }

    @Override
    public String getStepName() {
        return work.type();
    }

    /** Divides the job if that has not been done; how many processes there are makes no difference. */
    @Override
    public Set<StepExecution> split(StepExecution manager, int gridSize) {
        RunningJob job = running.of(manager);
        String jobId = job.job().id();
        if (!partitions.isDivided(jobId)) {
            partitions.insert(jobId, work.divide(job, size));
        }
        Set<StepExecution> steps = new LinkedHashSet<>();
        for (int number : partitions.open(jobId)) {
            StepExecution step =
                    repository.createStepExecution(getStepName() + ":" + number, manager.getJobExecution());
            step.getExecutionContext().putInt(NUMBER, number);
            repository.updateExecutionContext(step);
            steps.add(step);
        }
        return steps;
    }

    /** Says in the step executions how a run has ended. */
    void conclude(String jobId, Set<StepExecution> steps) {
        Set<Integer> open = Set.copyOf(partitions.open(jobId));
        for (StepExecution step : steps) {
            boolean isDone = !open.contains(step.getExecutionContext().getInt(NUMBER));
            step.setStatus(isDone ? BatchStatus.COMPLETED : BatchStatus.STOPPED);
            step.setExitStatus(isDone ? ExitStatus.COMPLETED : ExitStatus.STOPPED);
            step.setEndTime(LocalDateTime.now());
            repository.update(step);
        }
    }
}
