package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a server whose PostgreSQL has gone away: they must not go with it, or no alert could name the cause. */
@Timeout(300)
class MetricsWithoutDatabaseIT {
    private static final String METRICS = "/actuator/prometheus";
    /** What VesperDatabaseAway looks for. */
    private static final String NOT_A_NUMBER = "(?s).*\nvesper_jobs_queued\\{[^}]*type=\"train\"[^}]*} NaN\n.*";

    @TempDir
    Path folder;

    private KillableDatabase database;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        database = KillableDatabase.start(folder.resolve("postgres"));
        server = TestServer.startOn(folder, database.place(), "--logging.level.root=ERROR");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        database.close();
    }

    @Test
    void whereNoKeysAreNeededTheyStaySoWhileItIsAway() {
        assertThat(server.client().get(METRICS).status()).isEqualTo(200);

        database.kill();

        assertTellsOfIt(server.client());
        assertThat(server.client().get("/gallery/stats").status()).isEqualTo(503);
    }

    @Test
    void aKeyThatWasGoodOpensThemWhileItIsAwayAndNothingElse() {
        TestClient admin = server.client().withKey(key(Scope.ADMIN));
        TestClient monitor = server.client().withKey(key(Scope.METRICS));
        TestClient latecomer = server.client().withKey(key(Scope.METRICS));
        assertThat(monitor.get(METRICS).status()).isEqualTo(200);
        assertThat(admin.get("/gallery/stats").status()).isEqualTo(200);

        database.kill();

        assertTellsOfIt(monitor);
        assertThat(admin.get("/gallery/stats").status()).isEqualTo(503);
        assertThat(latecomer.get(METRICS).status())
                .as("a key that nothing is known of")
                .isEqualTo(503);
        assertThat(server.client().get(METRICS).status()).as("no key").isEqualTo(401);
    }

    private String key(Scope scope) {
        return server.bean(ApiKeys.class)
                .create(new NewKey("key", Set.of(scope), null, KeyLimits.NONE))
                .text();
    }

    /** Also when what was remembered of keys has lapsed. */
    private static void assertTellsOfIt(TestClient client) {
        Instant begin = Instant.now();
        Reply reply;
        do {
            reply = client.get(METRICS);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        } while (Duration.between(begin, Instant.now()).toSeconds() < 10);
        assertThat(reply.text()).matches(NOT_A_NUMBER);
    }
}
