package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The disk of the data folder fills up. Needs a small file system, which only the superuser can make. */
@EnabledIfSystemProperty(
        named = "vesper.test.small-disk",
        matches = ".+",
        disabledReason = "needs the folder of a small file system in vesper.test.small-disk")
@DisabledIfSystemProperty(
        named = "vesper.test.database",
        matches = "postgresql|container",
        disabledReason = "PostgreSQL's disk is its own")
class FullDiskIT {
    private static final int BALLAST_BYTES = 24 << 20;
    private static final int HTTP_INSUFFICIENT_STORAGE = 507;

    private final Path disk = Path.of(System.getProperty("vesper.test.small-disk", "."));
    private final Path ballast = disk.resolve("ballast");
    private final Acknowledged acknowledged = new Acknowledged();

    @Test
    @Timeout(600)
    void aFullDiskIsSaidAndNothingIsLostOrDamaged() throws Exception {
        Files.write(ballast, new byte[BALLAST_BYTES]);
        Path folder = disk.resolve("server");
        Duration recovery;
        long refused;
        try (GridProcess server = GridProcess.start(folder)) {
            refused = fill(server.client());
            Files.delete(ballast);
            recovery = awaitRecovery(server.client());
        }
        try (GridProcess again = GridProcess.start(folder)) {
            acknowledged.assertNothingIsLost(again.client(), refused);
        }
        Faults.report(
                "disk full, " + Faults.store(),
                1,
                acknowledged.size(),
                0,
                "%.1f s after there was space".formatted(recovery.toMillis() / 1000.0));
    }

    /** Returns how many requests were refused. */
    private long fill(TestClient client) {
        Reply reply = acknowledged.enrolNext(client);
        while (reply.status() == 201) {
            reply = acknowledged.enrolNext(client);
        }
        assertThat(reply.status()).isEqualTo(HTTP_INSUFFICIENT_STORAGE);
        for (int i = 0; i < 10; i++) {
            Reply more = acknowledged.enrolNext(client);
            assertThat(more.status()).isIn(201, 503, HTTP_INSUFFICIENT_STORAGE);
            assertThat(more.text()).doesNotContain("Exception");
        }
        return 11;
    }

    private Duration awaitRecovery(TestClient client) {
        Instant begin = Instant.now();
        while (acknowledged.enrolNext(client).status() != 201) {
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMinutes(2));
        }
        return Duration.between(begin, Instant.now());
    }
}
