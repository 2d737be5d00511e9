package io.vesper.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A job that this process holds. */
final class ClaimedJob implements RunningJob {
    private static final Logger log = LoggerFactory.getLogger(ClaimedJob.class);

    private final JobSnapshot job;
    private final Claim claim;
    private final Path folder;
    private final Reports reports;
    private volatile boolean interrupted;

    ClaimedJob(JobSnapshot job, Claim claim, Path folder, Reports reports) {
        this.job = job;
        this.claim = claim;
        this.folder = folder;
        this.reports = reports;
    }

    /** The process shuts down: the work ends at its next step boundary. */
    void interrupt() {
        interrupted = true;
    }

    @Override
    public JobSnapshot job() {
        return job;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public boolean mayGoOn() {
        if (interrupted) {
            return false;
        }
        try {
            return reports.mayGoOn(claim);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Job {} goes on although the database does not answer ({})", claim.jobId(), e.getMessage());
            return true; // hours of work do not end for a hiccup: the next commit decides
        }
    }

    @Override
    public void report(JobProgress progress, Map<String, ?> metrics) {
        try {
            reports.report(claim, progress, metrics);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The progress of job {} could not be shown ({})", claim.jobId(), e.getMessage());
        }
    }

    @Override
    public void record(int epoch, Map<String, ?> metrics) {
        reports.record(claim, epoch, metrics);
    }

    @Override
    public List<Map<String, Object>> history() {
        return reports.history(claim);
    }
}
