package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.store.PostgresContainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import tools.jackson.databind.JsonNode;

/** The whole server on a PostgreSQL of somebody else's build, where a Docker engine is up. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerDatabaseIT {
    private static final int PEOPLE = 20;

    @Container
    static final PostgresContainer POSTGRES = new PostgresContainer();

    @TempDir
    Path folder;

    private final Acknowledged acknowledged = new Acknowledged();

    @Test
    void aServerFindsAfterItsRestartWhatTheContainerKept() throws Exception {
        try (TestServer server = TestServer.startOn(folder, POSTGRES.database())) {
            for (int i = 0; i < PEOPLE; i++) {
                assertThat(acknowledged.enrolNext(server.client()).status()).isEqualTo(201);
            }
            acknowledged.assertNothingIsLost(server.client(), 0);
        }
        assertThat(inContainer("SHOW server_version")).startsWith("17.");
        assertThat(inContainer("SELECT count(*) FROM gallery_image")).isEqualTo("" + acknowledged.size());

        try (TestServer again = TestServer.startOn(folder, POSTGRES.database())) {
            acknowledged.assertNothingIsLost(again.client(), 0);
            JsonNode check = again.client().get("/actuator/gallery").json();
            assertThat(check.get("inIndex").asInt())
                    .isEqualTo(check.get("inDatabase").asInt())
                    .isEqualTo(acknowledged.size());
        }
    }

    /** What PostgreSQL's own client says, inside the container. */
    private static String inContainer(String query) throws Exception {
        return POSTGRES.execInContainer(
                        "psql",
                        "--username=" + POSTGRES.getUsername(),
                        "--dbname=" + POSTGRES.getDatabaseName(),
                        "--no-align",
                        "--tuples-only",
                        "--command=" + query)
                .getStdout()
                .strip();
    }
}
