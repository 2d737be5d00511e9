package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real Prometheus, configured as it is shipped, scrapes a real server under traffic: everything that the dashboard asks then has an
 * answer, and so have the alerts. {@code .ci/monitoring} names the binary.
 */
@Timeout(300)
class DashboardIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final @Nullable String BINARY = System.getProperty("vesper.test.prometheus");

    @TempDir
    Path folder;

    @Test
    void everyQueryOfTheDashboardAndEveryAlertFindsItsMetrics() throws Exception {
        assumeTrue(BINARY != null, "No -Dvesper.test.prometheus=BINARY is given; .ci/monitoring does.");
        try (MonitoredServer server = MonitoredServer.start(folder);
                Prometheus prometheus =
                        Prometheus.start(Objects.requireNonNull(BINARY), folder, configuration(server))) {
            Instant deadline = Instant.now().plus(PATIENCE);
            while (!prometheus.isReady()) {
                assertThat(prometheus.isAlive() && Instant.now().isBefore(deadline))
                        .as("Prometheus is up")
                        .isTrue();
                pause();
            }
            assertThat(unanswered(server, prometheus, deadline)).isEmpty();
            assertAlertsAreAlive(prometheus);
        }
    }

    /** The shipped one, but for places and pace. */
    private Path configuration(MonitoredServer server) throws IOException {
        String text = MonitoringFiles.text("prometheus.yml");
        Path key = Files.writeString(folder.resolve("metrics-key"), server.metricsKey());
        Map<String, String> changes = Map.of(
                "scrape_interval: 15s", "scrape_interval: 1s",
                "evaluation_interval: 15s", "evaluation_interval: 1s",
                "[alerts.yml]",
                        "['%s']"
                                .formatted(MonitoringFiles.FOLDER
                                        .resolve("alerts.yml")
                                        .toAbsolutePath()),
                "/run/secrets/metrics-key", key.toString(),
                "['vesper:8080', 'trainer:8080']", "['127.0.0.1:%d']".formatted(server.port()));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            assertThat(text).contains(change.getKey());
            text = text.replace(change.getKey(), change.getValue());
        }
        return Files.writeString(folder.resolve("prometheus.yml"), text);
    }

    /** What has had no answer by the deadline; under traffic and a training. */
    private static Set<String> unanswered(MonitoredServer server, Prometheus prometheus, Instant deadline) {
        Set<String> open = MonitoringFiles.expressions().stream()
                .map(DashboardIT::substituted)
                .collect(Collectors.toCollection(TreeSet::new));
        open.addAll(MonitoringFiles.alerts().stream()
                .flatMap(alert -> MonitoringFiles.metrics(alert.get("expr").toString()))
                .toList());
        server.train(30);
        for (int shot = 0; Instant.now().isBefore(deadline); shot++) {
            server.traffic(shot);
            open.removeIf(expression -> hasNumber(prometheus.query(expression)));
            if (open.isEmpty()) {
                break;
            }
            pause();
        }
        return open;
    }

    private static String substituted(String expression) {
        String whole = expression.replace("$instance", ".*").replace("$__rate_interval", "10s");
        assertThat(whole).doesNotContain("$");
        return whole;
    }

    private static boolean hasNumber(JsonNode series) {
        return series.valueStream()
                .anyMatch(one -> !one.at("/value/1").asString().equals("NaN"));
    }

    private static void assertAlertsAreAlive(Prometheus prometheus) {
        Set<String> names = MonitoringFiles.alerts().stream()
                .map(alert -> alert.get("alert").toString())
                .collect(Collectors.toSet());
        assertThat(prometheus.data("/api/v1/rules").at("/groups/0/rules"))
                .hasSize(names.size())
                .allSatisfy(rule -> {
                    assertThat(rule.path("name").asString()).isIn(names);
                    assertThat(rule.path("health").asString())
                            .as(rule.toString())
                            .isEqualTo("ok");
                    assertThat(rule.path("state").asString())
                            .as(rule.toString())
                            .isNotEqualTo("firing");
                });
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
