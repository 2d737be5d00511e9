package io.vesper.assessment;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reports of jobs. They lie in the database, where the servers find them too that did not run the job. */
final class JobReportStore {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    JobReportStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Keeps a job's report in place of a former one. */
    void keep(String jobId, JobReport report) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM job_report WHERE job_id = ?").param(jobId).update();
            jdbc.sql("INSERT INTO job_report (job_id, page, numbers) VALUES (?, ?, ?)")
                    .params(jobId, report.page(), report.numbers())
                    .update();
        });
    }

    @Nullable
    JobReport find(String jobId) {
        return jdbc.sql("SELECT page, numbers FROM job_report WHERE job_id = ?")
                .param(jobId)
                .query((row, n) -> new JobReport(row.getBytes("page"), row.getBytes("numbers")))
                .optional()
                .orElse(null);
    }
}
