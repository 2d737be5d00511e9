package io.vesper.job;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionOperations;

/** What a worker writes about a job it holds. Once the claim is void nothing changes, and the methods return false. */
final class Reports {
    private final JdbcClient jdbc;
    private final JobRows rows;
    private final JobStore jobs;
    private final TransactionOperations transactions;

    Reports(JdbcClient jdbc, JobRows rows, JobStore jobs, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    JobSnapshot jobOf(Claim claim) {
        return jobs.get(claim.jobId());
    }

    List<Map<String, Object>> history(Claim claim) {
        return jobs.history(claim.jobId(), 0);
    }

    /** Whether the job is still this claim's and nobody asked it to stop. */
    boolean mayGoOn(Claim claim) {
        return held("select status from job", claim).query(String.class).list().contains(JobStatus.RUNNING.name());
    }

    boolean report(Claim claim, JobProgress progress, Map<String, ?> metrics) {
        String sql = "update job set progress_done = :done, progress_total = :total, progress_unit = :unit,"
                + " eta_seconds = :eta, metrics = :metrics";
        int changed = held(sql, claim)
                .param("done", progress.done())
                .param("total", progress.total())
                .param("unit", progress.unit())
                .param("eta", progress.etaSeconds(), Types.BIGINT)
                .param("metrics", rows.write(metrics))
                .update();
        return jobs.announceIf(changed == 1, claim.jobId());
    }

    boolean record(Claim claim, int epoch, Map<String, ?> metrics) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean held = !held("select status from job", claim)
                    .query(String.class)
                    .list()
                    .isEmpty();
            if (held) {
                replace(claim.jobId(), epoch, rows.write(metrics));
            }
            return held;
        }));
    }

    private void replace(String jobId, int epoch, String metrics) {
        jdbc.sql("delete from job_metrics where job_id = :id and epoch = :epoch")
                .param("id", jobId)
                .param("epoch", epoch)
                .update();
        jdbc.sql("insert into job_metrics (job_id, epoch, metrics) values (:id, :epoch, :metrics)")
                .param("id", jobId)
                .param("epoch", epoch)
                .param("metrics", metrics)
                .update();
    }

    boolean complete(Claim claim, Map<String, ?> result) {
        return end(claim, JobStatus.COMPLETED, "result = :text", rows.write(result));
    }

    boolean fail(Claim claim, String error) {
        return end(claim, JobStatus.FAILED, "error = :text", error);
    }

    private boolean end(Claim claim, JobStatus status, String assignment, String text) {
        String sql = "update job set status = :status, ended_at = current_timestamp, owner = null, lease_until = null, "
                + assignment;
        int changed = held(sql, claim)
                .param("status", status.name())
                .param("text", text)
                .update();
        return jobs.announceIf(changed == 1, claim.jobId());
    }

    private StatementSpec held(String sql, Claim claim) {
        return jdbc.sql(sql + Claims.HELD).param("id", claim.jobId()).param("claims", claim.number());
    }
}
