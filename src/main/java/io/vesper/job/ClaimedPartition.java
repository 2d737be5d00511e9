package io.vesper.job;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** A partition that this process holds. */
final class ClaimedPartition implements RunningPartition {
    private static final Logger log = LoggerFactory.getLogger(ClaimedPartition.class);

    private final JobSnapshot job;
    private final PartitionClaim claim;
    private final PartitionClaims claims;
    private final TransactionOperations transactions;
    private final BooleanSupplier interrupted;
    private final Runnable onReport;

    /**
     * @param interrupted whether the process shuts down
     * @param onReport after each report
     */
    ClaimedPartition(
            JobSnapshot job,
            PartitionClaim claim,
            PartitionClaims claims,
            TransactionOperations transactions,
            BooleanSupplier interrupted,
            Runnable onReport) {
        this.job = job;
        this.claim = claim;
        this.claims = claims;
        this.transactions = transactions;
        this.interrupted = interrupted;
        this.onReport = onReport;
    }

    @Override
    public JobSnapshot job() {
        return job;
    }

    @Override
    public PartitionRange range() {
        return claim.range();
    }

    @Override
    public boolean mayGoOn() {
        if (interrupted.getAsBoolean()) {
            return false;
        }
        try {
            return claims.mayGoOn(claim);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Job {} goes on although the database does not answer ({})", claim.jobId(), e.getMessage());
            return true; // the next commit decides
        }
    }

    @Override
    public void report(int done) {
        try {
            claims.report(claim, done);
            onReport.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The progress of job {} could not be shown ({})", claim.jobId(), e.getMessage());
        }
    }

    @Override
    public void fence() {
        claims.fence(claim);
    }

    @Override
    public <T> T commit(Supplier<T> statements) {
        return transactions.execute(status -> {
            fence();
            return statements.get();
        });
    }
}
