package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.ShortRun;
import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The profile json-logs, in a process of its own: how a server logs is decided once for a process. */
@Timeout(300)
class JsonLogsIT {
    @TempDir
    Path folder;

    private final List<JsonNode> log = new ArrayList<>();

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        TestServer server = TestServer.start(
                Path.of(arguments[0]),
                GridModelsConfiguration.class,
                "--spring.profiles.active=json-logs",
                "--logging.level.io.vesper.web.RequestIdFilter=DEBUG");
        System.in.read();
        server.close();
    }

    @Test
    void everyLineIsJsonWithTheRequestAndTellsNothingOfPeople() throws Exception {
        Process process = server();
        try (BufferedReader output = process.inputReader()) {
            read(output, "The model (demo) is active");
            String started = line("Tomcat started on port").path("message").asString();
            TestClient client = new TestClient(Integer.parseInt(started.replaceAll("\\D*(\\d+).*", "$1")));
            talkOfPeople(client);
            client.send(client.request("/jobs/enroll")
                    .header("X-Request-Id", "the-job")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"dataset\": {\"type\": \"demo\"}, \"split\": \"gallery\"}")));
            process.getOutputStream().close();
            output.lines().map(TestClient::json).forEach(log::add);
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(log)
                .allSatisfy(line -> assertThat(line.at("/message").asString()).isNotBlank());
        assertThat(line("POST /gallery 201").path("requestId").asString()).isEqualTo("the-enrolment");
        assertThat(line("POST /gallery 415").path("requestId").asString()).isEqualTo("the-refused");
        assertThat(line("GET /people/{personId} 200").path("requestId").asString())
                .isEqualTo("the-look");
        assertThat(line("(no route) 404").path("requestId").asString()).isEqualTo("the-wrong-way");
        JsonNode queued = line("(enroll) is queued");
        assertThat(queued.path("requestId").asString()).isEqualTo("the-job");
        assertThat(line("(enroll) begins").path("jobId").asString())
                .isEqualTo(queued.path("message").asString().split(" ")[1]);
        assertThat(log.toString()).doesNotContainIgnoringCase("alice").doesNotContain("lobby");
    }

    private Process server() throws IOException {
        List<String> command = ShortRun.of(
                JsonLogsIT.class, TestDatabase.at(folder.resolve("vesper")).processOptions());
        command.add(folder.toString());
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private void read(BufferedReader output, String until) throws IOException {
        JsonNode line;
        do {
            line = TestClient.json(output.readLine());
            log.add(line);
        } while (!line.path("message").asString().contains(until));
    }

    private static void talkOfPeople(TestClient client) {
        send(client, "the-enrolment", labels().file("image", "alice.jpg", Pictures.jpeg(1, 1)), "/gallery");
        send(client, "the-refused", labels().file("image", "alice.txt", "alice".getBytes()), "/gallery");
        send(client, "the-query", labels().file("image", "alice.jpg", Pictures.jpeg(1, 1)), "/query");
        client.send(client.request("/people/alice?gallery=lobby")
                .header("X-Request-Id", "the-look")
                .GET());
        client.send(
                client.request("/alice").header("X-Request-Id", "the-wrong-way").GET());
        client.get("/gallery?personId=alice&limit=alice");
        client.get("/gallery?alice=%ff");
        client.postJson("/query", "{\"alice\": 1");
        client.postJson("/people/alice/merge", "{\"into\": \"alice\"}");
        client.delete("/people/alice?gallery=lobby");
    }

    private static void send(TestClient client, String id, Parts parts, String path) {
        client.send(client.request(path)
                .header("X-Request-Id", id)
                .header("Content-Type", parts.contentType())
                .POST(BodyPublishers.ofByteArray(parts.bytes())));
    }

    private static Parts labels() {
        return new Parts()
                .with("personId", "alice")
                .with("gallery", "lobby")
                .with("cameraId", "1")
                .with("modality", "visible");
    }

    private JsonNode line(String message) {
        return log.stream()
                .filter(line -> line.path("message").asString().contains(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line says: " + message + "\n" + log));
    }
}
