package io.vesper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** What a Prometheus and a Grafana are given. */
final class MonitoringFiles {
    static final Path FOLDER = Path.of("src/main/monitoring");

    private MonitoringFiles() {}

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode dashboard() {
        return TestClient.json(text("grafana/vesper.json"));
    }

    /** Panels that show something. */
    static List<JsonNode> panels() {
        return dashboard()
                .get("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    /** What the dashboard asks, variables and all. */
    static List<String> expressions() {
        return panels().stream()
                .flatMap(panel -> panel.get("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .toList();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> alerts() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(text("alerts.yml"));
        return file.get("groups").stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .toList();
    }

    /** Names of metrics in an expression: those that a server or Prometheus itself has. */
    static Stream<String> metrics(String expression) {
        return Pattern.compile("\\b(?:up\\b|(?:vesper|http|hikaricp|jvm|disk|process|system)_\\w+)")
                .matcher(expression)
                .results()
                .map(found -> found.group());
    }
}
