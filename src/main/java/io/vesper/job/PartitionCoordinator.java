package io.vesper.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;

/**
 * Sees a job through: in the process that holds it, works on its partitions like any other process, and waits until all are done,
 * whoever does them.
 */
final class PartitionCoordinator implements PartitionHandler {
    private final PartitionedWork work;
    private final PartitionStore partitions;
    private final PartitionRunner runner;
    private final PartitionSplitter splitter;
    private final RunningJobs running;
    private final Duration poll;

    PartitionCoordinator(
            PartitionedWork work,
            PartitionStore partitions,
            PartitionRunner runner,
            PartitionSplitter splitter,
            RunningJobs running,
            Duration poll) {
        this.work = work;
        this.partitions = partitions;
        this.runner = runner;
        this.splitter = splitter;
        this.running = running;
        this.poll = poll;
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter ours, StepExecution manager) throws Exception {
        RunningJob job = running.of(manager);
        if (!job.mayGoOn()) {
            throw stopped();
        }
        try {
            return handle(job, manager);
        } catch (CancellationException e) {
            throw stopped();
        }
    }

    private Set<StepExecution> handle(RunningJob job, StepExecution manager)
            throws InterruptedException, JobInterruptedException {
        String jobId = job.job().id();
        Set<StepExecution> steps = splitter.split(manager, 1);
        try {
            workUntilDone(job);
        } catch (JobInterruptedException | PartitionFailedException e) {
            splitter.conclude(jobId, steps);
            throw e;
        }
        splitter.conclude(jobId, steps);
        RunningJobs.setResult(manager, work.result(job, partitions.results(jobId)));
        return steps;
    }

    private void workUntilDone(RunningJob job) throws InterruptedException, JobInterruptedException {
        String jobId = job.job().id();
        PartitionProgress progress = new PartitionProgress(work, job, partitions);
        while (true) {
            PartitionSums sums = partitions.sums(jobId);
            progress.show(sums);
            if (sums.areDone()) {
                return;
            }
            if (!job.mayGoOn()) {
                awaitOthers(jobId);
                throw stopped();
            }
            if (sums.failed() > 0) {
                throw new PartitionFailedException(partitions.error(jobId));
            }
            Optional<PartitionClaim> claim = runner.claimNext(jobId);
            if (claim.isPresent()) {
                runner.run(claim.get(), progress::show);
            } else {
                Thread.sleep(poll.toMillis());
            }
        }
    }

    /** A job that was asked to stop has stopped once nobody works for it; one that only changes hands goes on meanwhile. */
    private void awaitOthers(String jobId) throws InterruptedException {
        while (partitions.isStopping(jobId) && partitions.sums(jobId).held() > 0) {
            Thread.sleep(poll.toMillis());
        }
    }

    private static JobInterruptedException stopped() {
        return new JobInterruptedException("The job stops between two partitions, or batches of one.");
    }
}
