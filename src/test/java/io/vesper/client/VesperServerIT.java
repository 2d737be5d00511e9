package io.vesper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server that answers as a test likes. */
class VesperServerIT {
    private static final String KEY = "vsp_secret";

    @TempDir
    Path temp;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private HttpServer stub;
    private VesperServer server;

    private record Answer(int status, String retryAfter, String body) {}

    @BeforeEach
    void start() throws IOException {
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", this::answer);
        stub.start();
        server = new VesperServer(
                URI.create("http://127.0.0.1:" + stub.getAddress().getPort()),
                KEY,
                (duration, reason) -> pauses.add(duration));
    }

    @AfterEach
    void stop() {
        stub.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.add(exchange.getRequestHeaders().getFirst("X-API-Key") + " "
                + exchange.getRequestHeaders().getFirst("Content-Length"));
        Answer answer = answers.remove();
        if (answer.retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void willAnswer(int status, String retryAfter, String body) {
        answers.add(new Answer(status, retryAfter, body));
    }

    @Test
    void anUploadThatIsToWaitIsSentAgainWhole() throws IOException {
        Path zip = Files.writeString(temp.resolve("a.zip"), "zipped");
        willAnswer(429, "7", "{\"detail\":\"Too many.\"}");
        willAnswer(503, "2", "");
        willAnswer(202, null, "{\"id\":\"j\"}");

        assertThat(server.post("/jobs/enroll", Upload.archive(zip, "lobby"))
                        .get("id")
                        .asString())
                .isEqualTo("j");

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
        assertThat(bodies).hasSize(3).containsOnly(bodies.get(0));
        assertThat(bodies.get(0))
                .contains("\r\n\r\nlobby\r\n--", "\r\n\r\nzipped\r\n--")
                .endsWith("--\r\n");
        assertThat(headers).containsOnly(KEY + " " + bodies.get(0).length());
    }

    @Test
    void itDoesNotWaitForEver() {
        willAnswer(429, "200", "");
        willAnswer(429, "200", "{\"detail\":\"The key may send 10 pictures a day.\"}");

        assertThatThrownBy(() -> server.get("/jobs"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("The key may send 10 pictures a day. It asks to wait 200 s");
        assertThat(pauses).containsExactly(Duration.ofSeconds(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | refuses the API key. Because.",
                "403 | does not allow this. Because.",
                "413 | does not take so large an archive. Because.",
                "429 | has had too much of this for now. Because.",
                "400 | refuses this with status 400. Because.",
                "302 | refuses this with status 302. Because.",
                "500 | refuses this with status 500. Because."
            })
    void aRefusalIsToldInTheServersWordsWithoutTheKey(int status, String message) {
        willAnswer(
                status,
                null,
                "{\"detail\":\"Because.\",\"errors\":[{\"field\":\"archive\",\"message\":\"a\\u001b[2Jb\"}]}");

        assertThatThrownBy(() -> server.get("/jobs"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("\n  archive: a?[2Jb")
                .hasMessageNotContaining(KEY);
        assertThat(pauses).isEmpty();
    }

    @Test
    void whoIsNoVesperServerIsToldSo() {
        willAnswer(200, null, "<html>");
        assertThatThrownBy(() -> server.get("/jobs")).hasMessageContaining("is no Vesper server");
        willAnswer(200, null, "{}");
        assertThatThrownBy(() -> new EnrolmentJob(
                        server, (duration, reason) -> {}, server.post("/jobs/enroll", Upload.json(Map.of()))))
                .hasMessageContaining("names no job");
    }

    @Test
    void whereNobodyListensIsToldSo() {
        stub.stop(0);

        assertThatThrownBy(() -> server.get("/jobs"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("No server answers at http://127.0.0.1:");
    }

    @Test
    void aJobIsLookedAtLessAndLessOftenAndItsRefusedPicturesComeInPages() {
        for (String status : List.of("QUEUED", "RUNNING", "RUNNING", "STOPPING", "RUNNING", "RUNNING", "FAILED")) {
            willAnswer(200, null, "{\"status\":\"%s\"}".formatted(status));
        }
        willAnswer(200, null, "{\"items\":[{\"file\":\"a\"},{\"file\":\"b\"}],\"nextCursor\":\"Mg\"}");
        willAnswer(200, null, "{\"items\":[{\"file\":\"c\"}],\"nextCursor\":null}");
        EnrolmentJob job = new EnrolmentJob(
                server,
                (duration, reason) -> pauses.add(duration),
                JsonMapper.shared().readTree("{\"id\":\"j\"}"));

        assertThat(job.awaitEnd(look -> {}).get("status").asString()).isEqualTo("FAILED");

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L);
        List<String> files = new ArrayList<>();
        job.forEachRefused(item -> files.add(item.get("file").asString()));
        assertThat(files).containsExactly("a", "b", "c");
    }
}
