package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A pool closes connections after half an hour, also the one that made the tables. */
class RenewedConnectionsTest {
    private static final String URL = "jdbc:h2:mem:renewed";
    private static final String JOB =
            "insert into job (id, type, status, parameters, metrics, claims, created_at) values ('%s', 'train', '%s', '{}', '{}', 0, current_timestamp)";
    private static final String IMAGE = """
            insert into gallery_image (image_id, gallery, camera_id, modality, attributes, content_type, sha256, created_at)
            values (random_uuid(), 'default', 'cam1', '%s', '{}', 'image/jpeg', 'x', current_timestamp)""";

    @Test
    void rowsAreWrittenAndCheckedThroughConnectionsThatDidNotMakeTheTables() throws SQLException {
        try (Connection other = DriverManager.getConnection(URL);
                Statement statement = other.createStatement()) {
            Flyway.configure()
                    .dataSource(URL, null, null)
                    .load()
                    .migrate(); // on connections of its own, closed after it
            assertThat(statement.executeUpdate(JOB.formatted("1", "QUEUED"))).isOne();
            assertThat(statement.executeUpdate(IMAGE.formatted("visible"))).isOne();
            assertThatThrownBy(() -> statement.executeUpdate(JOB.formatted("2", "LOST")))
                    .hasMessageContaining("JOB_STATUS_IS_KNOWN");
            assertThatThrownBy(() -> statement.executeUpdate(IMAGE.formatted("thermal")))
                    .hasMessageContaining("GALLERY_IMAGE_MODALITY_IS_KNOWN");
        }
    }
}
