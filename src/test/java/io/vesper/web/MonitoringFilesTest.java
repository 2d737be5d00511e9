package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The shape of dashboard and alerts; that they work, {@link DashboardIT} and promtool show. */
class MonitoringFilesTest {
    @Test
    void everyPanelSaysWhatItShowsInWhichUnitAndOfWhichSource() {
        assertThat(MonitoringFiles.panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("description").asString()).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asString()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> {
                assertThat(target.at("/datasource/uid").asString()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asString()).contains("$instance");
                assertThat(target.path("legendFormat").asString()).isNotBlank();
            });
        });
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        MonitoringFiles.dashboard().get("panels").forEach(panel -> {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    assertThat(cells.add((place.get("x").asInt() + x) + " "
                                    + (place.get("y").asInt() + y)))
                            .as(panel.get("title").asString())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void everyAlertTellsHowBadItIsAndTheReadmeWhatToDo() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains("## What each alert means and what to do");
        assertThat(MonitoringFiles.alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert).containsKeys("for", "expr");
            assertThat(((Map<?, ?>) alert.get("labels")).get("severity")).isIn("warning", "critical");
            Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
            assertThat(annotations.get("summary").toString()).endsWith(".");
            assertThat(annotations.get("description").toString()).endsWith(".");
            assertThat(annotations.get("runbook_url")).isEqualTo("README.md#what-each-alert-means-and-what-to-do");
            assertThat(readme).contains("| `%s` |".formatted(alert.get("alert")));
        });
    }

    @Test
    void everyAlertIsTestedBothWays() throws Exception {
        String tests = Files.readString(Path.of("src/test/monitoring/alerts_test.yml"));
        assertThat(MonitoringFiles.alerts())
                .allSatisfy(alert -> assertThat(tests)
                        .contains("name: %s is raised".formatted(alert.get("alert")))
                        .contains("name: %s is not raised".formatted(alert.get("alert"))));
    }

    @Test
    void allMetricsOfVesperAreInTheReadme() throws Exception {
        Set<String> documented = MetricsTable.read().keySet();
        Stream<String> expressions = Stream.concat(
                MonitoringFiles.expressions().stream(),
                MonitoringFiles.alerts().stream().map(alert -> alert.get("expr").toString()));
        assertThat(expressions
                        .flatMap(MonitoringFiles::metrics)
                        .filter(name -> name.startsWith("vesper_"))
                        .map(name -> name.replaceAll("_(bucket|sum|count)$", ""))
                        .collect(Collectors.toSet()))
                .isSubsetOf(documented);
    }

    @Test
    void grafanaIsGivenTheSourceAndTheDashboard() {
        Map<String, Object> sources =
                new Yaml().load(MonitoringFiles.text("grafana/provisioning/datasources/prometheus.yml"));
        Map<String, Object> dashboards =
                new Yaml().load(MonitoringFiles.text("grafana/provisioning/dashboards/vesper.yml"));

        assertThat(sources.get("datasources").toString()).contains("type=prometheus", "url=http://prometheus:9090");
        assertThat(dashboards.get("providers").toString()).contains("path=/etc/grafana/dashboards");
    }
}
