package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A node of an OpenSearch cluster, as a process. Started again it has the address and the data that it had. */
final class OpenSearchNode {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path distribution;
    private final Path folder;
    private final String name;
    private final String host;
    private final int port;
    private @Nullable Process process;
    private boolean isPaused;

    /** @param folder with a file {@code config/opensearch.yml} that says so */
    OpenSearchNode(Path distribution, Path folder, String name, String host, int port) {
        this.distribution = distribution;
        this.folder = folder;
        this.name = name;
        this.host = host;
        this.port = port;
    }

    String name() {
        return name;
    }

    CuttableLink link() throws IOException {
        return new CuttableLink(host, port);
    }

    String address() {
        return "http://%s:%d".formatted(host, port);
    }

    boolean answers() {
        return process != null && process.isAlive() && !isPaused;
    }

    void start() {
        try {
            List<String> command = new ArrayList<>(OpenSearchCluster.asItsUser());
            command.add(distribution.resolve("bin/opensearch").toString());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output").toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "OPENSEARCH_PATH_CONF", folder.resolve("config").toString(),
                            "OPENSEARCH_TMPDIR", folder.resolve("temporary").toString(),
                            "OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1"));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertRuns() {
        assertThat(process.isAlive())
                .as(() -> name + " ended, and said:\n" + said())
                .isTrue();
    }

    /** As a power cut would: nothing is shut down. A script has become the node by exec, so there is no other process. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            isPaused = false;
        }
    }

    /** What is sent to it is taken by the system, and not answered, as if the network were cut. */
    void pause() {
        signal("-STOP");
        isPaused = true;
    }

    void resume() {
        signal("-CONT");
        isPaused = false;
    }

    void makeGood() {
        if (isPaused) {
            resume();
        } else if (!answers()) {
            start();
        }
    }

    private void signal(String name) {
        OpenSearchCluster.execute("kill", name, Long.toString(process.pid()));
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    JsonNode send(String method, String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
        try {
            return TestClient.json(
                    HTTP.sendAsync(request, BodyHandlers.ofString()).join().body());
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The node (%s) does not answer. It said:%n%s".formatted(address(), said()), e);
        }
    }

    String said() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("output"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }
}
