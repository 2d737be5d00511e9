package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** A job whose database does not answer. */
class ClaimedJobTest {
    @TempDir
    Path folder;

    private ClaimedJob job() {
        String absent = "jdbc:h2:file:" + folder.resolve("absent") + ";IFEXISTS=TRUE";
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(absent));
        JobRows rows = new JobRows(new JsonMapper());
        JobStore store = new JobStore(jdbc, rows, new GenericApplicationContext());
        Reports reports = new Reports(jdbc, rows, store, TransactionOperations.withoutTransaction());
        JobSnapshot snapshot = new JobSnapshot(
                "id", "count", JobStatus.RUNNING, null, Map.of(), Map.of(), null, Instant.EPOCH, null, null, null);
        return new ClaimedJob(snapshot, new Claim("id", 1), folder, reports);
    }

    @Test
    void workGoesOnAndProgressIsLost() {
        assertThat(job().mayGoOn()).isTrue();
        assertThatCode(() -> job().report(new JobProgress(0, 1, "unit", null), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void interruptedWorkEndsAllTheSame() {
        ClaimedJob job = job();
        job.interrupt();

        assertThat(job.mayGoOn()).isFalse();
    }

    @Test
    void historyIsNotLostSilently() {
        assertThatThrownBy(() -> job().record(1, Map.of())).isInstanceOf(DataAccessException.class);
    }
}
