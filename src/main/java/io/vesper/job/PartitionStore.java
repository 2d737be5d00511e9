package io.vesper.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The table of partitions as the worker sees it that holds their job. */
final class PartitionStore {
    private final JdbcClient jdbc;
    private final JobRows rows;
    private final TransactionOperations transactions;

    PartitionStore(JdbcClient jdbc, JobRows rows, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.transactions = transactions;
    }

    boolean isDivided(String jobId) {
        return jdbc.sql("select count(*) from job_partition where job_id = :id")
                        .param("id", jobId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Without effect if another worker has divided the job meanwhile. */
    void insert(String jobId, Division division) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select id from job where id = :id for update")
                    .param("id", jobId)
                    .query(String.class)
                    .list();
            if (!isDivided(jobId)) {
                insertAll(jobId, division);
            }
        });
    }

    private void insertAll(String jobId, Division division) {
        if (division.before() > 0) {
            insert(jobId, 0, new PartitionRange(0, 0, division.before()), division.before(), "DONE");
        }
        int number = 1;
        for (PartitionRange range : division.partitions()) {
            insert(jobId, number++, range, 0, "FREE");
        }
    }

    private void insert(String jobId, int number, PartitionRange range, int done, String status) {
        jdbc.sql("insert into job_partition (job_id, number, first_item, last_item, units, done, status, claims)"
                        + " values (:job, :number, :first, :last, :units, :done, :status, 0)")
                .param("job", jobId)
                .param("number", number)
                .param("first", range.first())
                .param("last", range.last())
                .param("units", range.units())
                .param("done", done)
                .param("status", status)
                .update();
    }

    /** Numbers of the partitions that are not done, in order. */
    List<Integer> open(String jobId) {
        return jdbc.sql("select number from job_partition where job_id = :id and status <> 'DONE' order by number")
                .param("id", jobId)
                .query(Integer.class)
                .list();
    }

    PartitionSums sums(String jobId) {
        String sql = "select coalesce(sum(units), 0) as units, coalesce(sum(done), 0) as done,"
                + " count(case when status <> 'DONE' then 1 end) as unfinished,"
                + " count(case when status = 'FAILED' then 1 end) as failed,"
                + " count(case when status = 'RUNNING' and lease_until >= current_timestamp then 1 end) as held"
                + " from job_partition where job_id = :id";
        return jdbc.sql(sql)
                .param("id", jobId)
                .query((row, n) -> new PartitionSums(
                        row.getLong("units"),
                        row.getLong("done"),
                        row.getInt("unfinished"),
                        row.getInt("failed"),
                        row.getInt("held")))
                .single();
    }

    boolean isStopping(String jobId) {
        return jdbc.sql("select count(*) from job where id = :id and status = 'STOPPING'")
                        .param("id", jobId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Why the first one failed that did. */
    String error(String jobId) {
        return Objects.requireNonNull(
                jdbc.sql("select error from job_partition where job_id = :id and status = 'FAILED'"
                                + " order by number fetch first 1 row only")
                        .param("id", jobId)
                        .query(String.class)
                        .single());
    }

    /** What came out of those that are done, in order. */
    List<Map<String, Object>> results(String jobId) {
        return jdbc
                .sql("select result from job_partition where job_id = :id and result is not null order by number")
                .param("id", jobId)
                .query(String.class)
                .list()
                .stream()
                .map(rows::read)
                .toList();
    }
}
