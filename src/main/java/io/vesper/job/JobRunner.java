package io.vesper.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Runs claimed jobs in the thread of the caller, one at a time. */
final class JobRunner {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    /** In every line of the log that a job's thread writes. */
    private static final String MDC_KEY = "jobId";

    private final Claims claims;
    private final Reports reports;
    private final JobFolders folders;
    private final BatchJobs batch;
    private final PartitionRunner partitions;
    private final ApplicationEventPublisher events;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile boolean closed;
    private volatile @Nullable ClaimedJob current;

    JobRunner(
            Claims claims,
            Reports reports,
            JobFolders folders,
            BatchJobs batch,
            PartitionRunner partitions,
            ApplicationEventPublisher events) {
        this.claims = claims;
        this.reports = reports;
        this.folders = folders;
        this.batch = batch;
        this.partitions = partitions;
        this.events = events;
    }

    /** Runs a job until it has ended or has been given back; waits while another one runs. */
    void run(Claim claim) {
        try (Lease lease = claims.keep(claim);
                MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, claim.jobId())) {
            oneAtATime.lock();
            try {
                runNow(claim);
            } finally {
                current = null;
                events.publishEvent(new JobLeft(claim.jobId()));
                oneAtATime.unlock();
            }
        }
    }

    /** Runs a partition of a job that another process coordinates; false if there is none, or this one has a job to run. */
    boolean help(Collection<String> types) {
        if (!oneAtATime.tryLock()) {
            return false;
        }
        try {
            Optional<PartitionClaim> claim = partitions.claimNext(types);
            claim.ifPresent(this::help);
            return claim.isPresent();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void help(PartitionClaim claim) {
        try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, claim.jobId())) {
            partitions.run(claim, () -> {});
        }
    }

    private void runNow(Claim claim) {
        try {
            ClaimedJob job = new ClaimedJob(reports.jobOf(claim), claim, folders.create(claim.jobId()), reports);
            current = job;
            if (closed) {
                job.interrupt();
            }
            log.info("Job {} ({}) begins", claim.jobId(), job.job().type());
            conclude(claim, batch.run(job));
        } catch (DataAccessException | TransactionException e) {
            claims.release(claim); // to be tried again; if even this fails, the lease lapses to the same effect
            throw e;
        } catch (JobExecutionException | RuntimeException e) {
            log.error("Job {} could not be run", claim.jobId(), e);
            reports.fail(claim, BatchJobs.errorOf(e));
        }
    }

    private void conclude(Claim claim, JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            if (reports.complete(claim, BatchJobs.resultOf(execution))) {
                folders.delete(claim.jobId());
            }
        } else if (execution.getStatus() == BatchStatus.STOPPED) {
            claims.release(claim);
        } else if (!claims.renew(claim)) {
            log.info("Job {} was taken up by another process meanwhile", claim.jobId());
        } else {
            checkDatabase(claim, execution.getAllFailureExceptions());
            execution.getAllFailureExceptions().forEach(failure -> logFailure(claim, failure));
            reports.fail(claim, BatchJobs.errorOf(execution));
        }
    }

    /** A database that was away for a moment is no fault of the job, which goes on from its last commit. */
    private static void checkDatabase(Claim claim, List<Throwable> failures) {
        failures.stream().filter(Failures::isDatabaseAway).findFirst().ifPresent(away -> {
            throw new TransientDataAccessResourceException(
                    "Job %s waits for the database.".formatted(claim.jobId()), away);
        });
    }

    /** Instead of Spring Batch, which would log the stack trace of a missing dataset too. */
    private static void logFailure(Claim claim, Throwable failure) {
        if (Failures.isExplained(failure)) {
            log.info("Job {} failed: {}", claim.jobId(), failure.getMessage());
        } else {
            log.error("Job {} failed", claim.jobId(), failure);
        }
    }

    void open() {
        closed = false;
    }

    /** Asks the running job to stop at its next step boundary; it is given back. */
    void interrupt() {
        closed = true;
        ClaimedJob job = current;
        if (job != null) {
            job.interrupt();
        }
    }

    /** Waits until no job runs. */
    void awaitEnd() {
        oneAtATime.lock(); // held by the running job
        try {
            log.debug("No job runs any more");
        } finally {
            oneAtATime.unlock();
        }
    }
}
