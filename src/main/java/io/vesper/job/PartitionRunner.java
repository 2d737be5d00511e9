package io.vesper.job;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Runs partitions that this process claims, in the thread of the caller. */
final class PartitionRunner {
    private static final Logger log = LoggerFactory.getLogger(PartitionRunner.class);

    private final PartitionClaims claims;
    private final JobStore jobs;
    private final TransactionOperations transactions;
    private final Map<String, PartitionedWork> works = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PartitionRunner(PartitionClaims claims, JobStore jobs, TransactionOperations transactions) {
        this.claims = claims;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    void add(PartitionedWork work) {
        works.put(work.type(), work);
    }

    /** The next partition of a running job of these types that somebody else coordinates. */
    Optional<PartitionClaim> claimNext(Collection<String> types) {
        Collection<String> divided = types.stream().filter(works::containsKey).toList();
        return closed || divided.isEmpty() ? Optional.empty() : claims.claimNext(divided);
    }

    /** The next partition of a job. */
    Optional<PartitionClaim> claimNext(String jobId) {
        return claims.claimNext(jobId);
    }

    /**
     * Runs a partition until it is done, has failed or has been given back.
     *
     * @param onReport after each report of how far it is
     */
    void run(PartitionClaim claim, Runnable onReport) {
        try (Lease lease = claims.keep(claim)) {
            JobSnapshot job = jobs.get(claim.jobId());
            log.info("Partition {} of job {} ({}) begins", claim.number(), job.id(), job.type());
            ClaimedPartition partition = new ClaimedPartition(job, claim, claims, transactions, () -> closed, onReport);
            Map<String, ?> result = work(job).run(partition);
            if (claims.complete(claim, result)) {
                log.info("Partition {} of job {} is done", claim.number(), job.id());
            }
        } catch (CancellationException e) {
            claims.release(claim);
        } catch (LostPartitionException | NoSuchJobException e) {
            log.info("{}", e.getMessage());
        } catch (InterruptedException e) {
            claims.release(claim);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (Failures.isDatabaseAway(e)) {
                claims.release(claim); // to be tried again; if even this fails, the lease lapses to the same effect
                throw e;
            }
            fail(claim, e);
        } catch (Error e) {
            fail(claim, e);
        }
    }

    private PartitionedWork work(JobSnapshot job) {
        return Objects.requireNonNull(works.get(job.type()), "claimed by a type that has no work");
    }

    private void fail(PartitionClaim claim, Throwable failure) {
        if (!Failures.isExplained(failure)) {
            log.error("Partition {} of job {} failed", claim.number(), claim.jobId(), failure);
        }
        claims.fail(claim, BatchJobs.errorOf(failure));
    }

    void open() {
        closed = false;
    }

    /** Asks the running partitions to stop at their next batch boundary; they are given back. */
    void interrupt() {
        closed = true;
    }
}
