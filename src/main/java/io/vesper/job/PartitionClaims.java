package io.vesper.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes partitions of running jobs and gives them back. All times are the database's. Once a claim is void nothing changes, and the
 * methods return false.
 */
final class PartitionClaims {
    /** So many are tried, each of which another worker may just be claiming; whoever finds none tries again after a while. */
    private static final int CANDIDATES = 20;

    private static final String HELD = " where id = :id and claims = :claims and status = 'RUNNING'";
    /** Free, or its worker gave no sign of life for the length of its lease. */
    private static final String CLAIMABLE =
            "(p.status = 'FREE' or p.status = 'RUNNING' and p.lease_until < current_timestamp)";

    private static final String CANDIDATE = "select p.id from job_partition p join job j on j.id = p.job_id"
            + " where j.status = 'RUNNING' and " + CLAIMABLE;
    private static final String IN_ORDER = " order by j.seq, p.number fetch first " + CANDIDATES + " rows only";
    /** One row at a time, as jobs are claimed. */
    private static final String LOCK =
            "select p.id from job_partition p where p.id = :id and " + CLAIMABLE + " for update skip locked";

    private static final String LEASE_UNTIL =
            "lease_until = current_timestamp + cast(:leaseMillis as integer) * interval '0.001' second";
    /** A job whose worker gave it back goes on with another, so its partitions go on meanwhile. */
    private static final String GOES_ON = HELD + " and exists (select 1 from job where job.id = job_partition.job_id"
            + " and job.status in ('RUNNING', 'QUEUED'))";

    private static final String FENCE = "select id from job_partition" + HELD
            + " and exists (select 1 from job where job.id = job_partition.job_id"
            + " and job.status in ('RUNNING', 'QUEUED', 'STOPPING')) for update";

    private final JdbcClient jdbc;
    private final JobRows rows;
    private final TransactionOperations transactions;
    private final Worker worker;

    PartitionClaims(JdbcClient jdbc, JobRows rows, TransactionOperations transactions, Worker worker) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
        this.worker = worker;
    }

    /** Claims the next partition of the oldest running job of these types that has one. */
    Optional<PartitionClaim> claimNext(Collection<String> types) {
        return first(jdbc.sql(CANDIDATE + " and j.type in (:types)" + IN_ORDER).param("types", types));
    }

    /** Claims the next partition of a job. */
    Optional<PartitionClaim> claimNext(String jobId) {
        return first(jdbc.sql(CANDIDATE + " and j.id = :job" + IN_ORDER).param("job", jobId));
    }

    private Optional<PartitionClaim> first(StatementSpec candidates) {
        for (long id : candidates.query(Long.class).list()) {
            List<PartitionClaim> claimed = claimIfFree(id);
            if (!claimed.isEmpty()) {
                return Optional.of(claimed.get(0));
            }
        }
        return Optional.empty();
    }

    /** The claim, or none. */
    private List<PartitionClaim> claimIfFree(long id) {
        return transactions.execute(status -> jdbc.sql(LOCK).param("id", id).query(Long.class).list().stream()
                .map(this::claim)
                .toList());
    }

    private PartitionClaim claim(long id) {
        jdbc.sql("update job_partition set status = 'RUNNING', claims = claims + 1, owner = :owner, " + LEASE_UNTIL
                        + " where id = :id")
                .param("id", id)
                .param("owner", worker.id())
                .param("leaseMillis", worker.lease().toMillis())
                .update();
        return jdbc.sql("select id, job_id, number, first_item, last_item, units, claims from job_partition"
                        + " where id = :id")
                .param("id", id)
                .query(PartitionClaims::row)
                .single();
    }

    private static PartitionClaim row(ResultSet row, int rowNumber) throws SQLException {
        return new PartitionClaim(
                row.getLong("id"),
                row.getString("job_id"),
                row.getInt("number"),
                new PartitionRange(row.getLong("first_item"), row.getLong("last_item"), row.getInt("units")),
                row.getInt("claims"));
    }

    /** Gives signs of life for the claim until closed. */
    Lease keep(PartitionClaim claim) {
        return Lease.of("job " + claim.jobId(), () -> renew(claim), worker.lease());
    }

    /** A sign of life. */
    boolean renew(PartitionClaim claim) {
        return held("update job_partition set " + LEASE_UNTIL + HELD, claim)
                        .param("leaseMillis", worker.lease().toMillis())
                        .update()
                == 1;
    }

    /** Whether the partition is still this claim's, and its job neither ended nor asked to stop. */
    boolean mayGoOn(PartitionClaim claim) {
        return !held("select id from job_partition" + GOES_ON, claim)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    /** @throws LostPartitionException if the claim is void; else it stays valid until the running transaction ends */
    void fence(PartitionClaim claim) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Partition %d of job %s is fenced outside a transaction, which would keep nobody out."
                            .formatted(claim.number(), claim.jobId()));
        }
        if (held(FENCE, claim).query(Long.class).list().isEmpty()) {
            throw new LostPartitionException(claim);
        }
    }

    boolean report(PartitionClaim claim, int done) {
        return held("update job_partition set done = :done" + HELD, claim)
                        .param("done", done)
                        .update()
                == 1;
    }

    boolean complete(PartitionClaim claim, Map<String, ?> result) {
        String sql = "update job_partition set status = 'DONE', done = units, lease_until = null, result = :result";
        return held(sql + HELD, claim).param("result", rows.write(result)).update() == 1;
    }

    boolean fail(PartitionClaim claim, String error) {
        String sql = "update job_partition set status = 'FAILED', lease_until = null, error = :error";
        return held(sql + HELD, claim).param("error", error).update() == 1;
    }

    /** Gives a partition back; whoever takes it up goes on after its last commit. */
    boolean release(PartitionClaim claim) {
        return held("update job_partition set status = 'FREE', owner = null, lease_until = null" + HELD, claim)
                        .update()
                == 1;
    }

    /** Gives back what a process of this worker's name, which is dead, had claimed. */
    int releaseOwn() {
        return jdbc.sql("update job_partition set status = 'FREE', owner = null, lease_until = null"
                        + " where owner = :owner and status = 'RUNNING'")
                .param("owner", worker.id())
                .update();
    }

    private StatementSpec held(String sql, PartitionClaim claim) {
        return jdbc.sql(sql).param("id", claim.id()).param("claims", claim.claims());
    }
}
