package io.vesper.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionOperations;

/** Takes jobs from the table and gives them back. All times are the database's, so that clocks of machines do not matter. */
final class Claims {
    /** Restricts a statement to a claim that still holds. */
    static final String HELD = " where id = :id and claims = :claims and status in ('RUNNING', 'STOPPING')";

    private static final String QUEUED = "select id from job where status = 'QUEUED' and type in (:types) order by seq";
    /** One row at a time: with ORDER BY and LIMIT, H2 would lock every queued row and not only the one it returns. */
    private static final String LOCK = "select id from job where id = :id and status = 'QUEUED' for update skip locked";

    private static final String LEASE_UNTIL =
            "lease_until = current_timestamp + cast(:leaseMillis as integer) * interval '0.001' second";
    private static final String CLAIMED = "select id, claims from job where status in ('RUNNING', 'STOPPING') and ";

    private final JdbcClient jdbc;
    private final JobStore jobs;
    private final TransactionOperations transactions;
    private final Worker worker;

    Claims(JdbcClient jdbc, JobStore jobs, TransactionOperations transactions, Worker worker) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.transactions = transactions;
        this.worker = worker;
    }

    /** Claims the oldest queued job of these types; one that another worker is just claiming is passed over. */
    Optional<Claim> claimOldest(Collection<String> types) {
        for (String id :
                jdbc.sql(QUEUED).param("types", types).query(String.class).list()) {
            List<Claim> claimed = claimIfFree(id);
            if (!claimed.isEmpty()) {
                jobs.announce(id);
                return Optional.of(claimed.get(0));
            }
        }
        return Optional.empty();
    }

    /** The claim, or none. */
    private List<Claim> claimIfFree(String id) {
        return transactions.execute(status -> jdbc.sql(LOCK).param("id", id).query(String.class).list().stream()
                .map(this::claim)
                .toList());
    }

    /** Submits a job that is this worker's from the start. */
    Claim claimNew(String type, Map<String, ?> parameters) {
        Claim claim = transactions.execute(status -> {
            String id = jobs.insert(type, parameters);
            jobs.publish(id, JobOrder.Kind.SUBMIT);
            return claim(id);
        });
        jobs.announce(claim.jobId());
        return claim;
    }

    private Claim claim(String id) {
        jdbc.sql("update job set status = 'RUNNING', claims = claims + 1, owner = :owner, " + LEASE_UNTIL
                        + ", started_at = coalesce(started_at, current_timestamp) where id = :id")
                .param("id", id)
                .param("owner", worker.id())
                .param("leaseMillis", worker.lease().toMillis())
                .update();
        String sql = "select claims from job where id = :id";
        return new Claim(id, jdbc.sql(sql).param("id", id).query(Integer.class).single());
    }

    /** Gives signs of life for the claim until closed. */
    Lease keep(Claim claim) {
        return Lease.of("job " + claim.jobId(), () -> renew(claim), worker.lease());
    }

    /** A sign of life; false if the claim holds no more. */
    boolean renew(Claim claim) {
        int changed = held("update job set " + LEASE_UNTIL, claim)
                .param("leaseMillis", worker.lease().toMillis())
                .update();
        return changed == 1;
    }

    /** Claims whose worker gave no sign of life for the length of its lease. */
    List<Claim> lapsed() {
        return claimed(jdbc.sql(CLAIMED + "lease_until < current_timestamp order by seq"));
    }

    /** Claims under this worker's name: before it begins, those of the process that bore the name before. */
    List<Claim> own() {
        return claimed(jdbc.sql(CLAIMED + "owner = :owner order by seq").param("owner", worker.id()));
    }

    private static List<Claim> claimed(StatementSpec statement) {
        return statement
                .query((row, rowNumber) -> new Claim(row.getString("id"), row.getInt("claims")))
                .list();
    }

    /** Gives a job back: stopped if someone asked for that, else queued, so that it goes on by itself. */
    boolean release(Claim claim) {
        String sql = "update job set status = case status when 'STOPPING' then 'STOPPED' else 'QUEUED' end,"
                + " ended_at = case status when 'STOPPING' then current_timestamp end, owner = null, lease_until = null";
        return jobs.announceIf(held(sql, claim).update() == 1, claim.jobId());
    }

    private StatementSpec held(String sql, Claim claim) {
        return jdbc.sql(sql + HELD).param("id", claim.jobId()).param("claims", claim.number());
    }
}
