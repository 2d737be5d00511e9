package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pool closes connections after half an hour, also the one that made the tables. */
class RenewedConnectionsIT {
    @TempDir
    Path folder;

    @Test
    void rowsAreWrittenThroughConnectionsThatDidNotMakeTheTables() throws Exception {
        try (JobApp app =
                new JobApp(folder, folder.resolve("db"), new CountingWork(), CountingWork.Configuration.class)) {
            JdbcClient database = app.bean(JdbcClient.class);
            long newest = database.sql("select max(session_id) from information_schema.sessions")
                    .query(Long.class)
                    .single();
            app.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            while (database.sql("select min(session_id) from information_schema.sessions")
                            .query(Long.class)
                            .single()
                    <= newest) {
                Thread.onSpinWait(); // the pool closes them in the background
            }
            JobSnapshot job = app.awaitEnd(app.queue().submit("count", Map.of()).id());
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);

            assertThat(database.sql("""
                                    insert into gallery_image
                                        (image_id, gallery, camera_id, modality, attributes, content_type, sha256, created_at)
                                    values (random_uuid(), 'default', 'cam1', 'visible', '{}', 'image/jpeg', 'x', current_timestamp)""").update()).isOne();
            assertThatThrownBy(
                            () -> database.sql("update job set status = 'LOST'").update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("JOB_STATUS_IS_KNOWN");
        }
    }
}
