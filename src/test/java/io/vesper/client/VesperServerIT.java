package io.vesper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
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

    private final StubServer stub = new StubServer();
    private final List<Duration> pauses = new ArrayList<>();
    private final VesperServer server =
            new VesperServer(stub.address(), KEY, (duration, reason) -> pauses.add(duration));

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void anUploadThatIsToWaitIsSentAgainWhole() throws IOException {
        Path zip = Files.writeString(temp.resolve("a.zip"), "zipped");
        stub.willAnswer(429, "7", "{\"detail\":\"Too many.\"}");
        stub.willAnswer(503, "2", "");
        stub.willAnswer(202, null, "{\"id\":\"j\"}");

        assertThat(server.post("/jobs/enroll", Upload.archive(zip, "lobby"))
                        .get("id")
                        .asString())
                .isEqualTo("j");

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
        assertThat(stub.bodies()).hasSize(3).containsOnly(stub.bodies().get(0));
        assertThat(stub.bodies().get(0))
                .contains("\r\n\r\nlobby\r\n--", "\r\n\r\nzipped\r\n--")
                .endsWith("--\r\n");
        assertThat(stub.headers()).containsOnly(KEY + " " + stub.bodies().get(0).length());
    }

    @Test
    void itDoesNotWaitForEver() {
        stub.willAnswer(429, "200", "");
        stub.willAnswer(429, "200", "{\"detail\":\"The key may send 10 pictures a day.\"}");

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
        stub.willAnswer(
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
        stub.willAnswer(200, null, "<html>");
        assertThatThrownBy(() -> server.get("/jobs")).hasMessageContaining("is no Vesper server");
        stub.willAnswer(200, null, "{}");
        assertThatThrownBy(() -> new EnrolmentJob(
                        server, (duration, reason) -> {}, server.post("/jobs/enroll", Upload.json(Map.of()))))
                .hasMessageContaining("names no job");
    }

    @Test
    void whereNobodyListensIsToldSo() {
        stub.close();

        assertThatThrownBy(() -> server.get("/jobs"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("No server answers at http://127.0.0.1:");
    }

    @Test
    void aJobIsLookedAtLessAndLessOftenAndItsRefusedPicturesComeInPages() {
        for (String status : List.of("QUEUED", "RUNNING", "RUNNING", "STOPPING", "RUNNING", "RUNNING", "FAILED")) {
            stub.willAnswer(200, null, "{\"status\":\"%s\"}".formatted(status));
        }
        stub.willAnswer(200, null, "{\"items\":[{\"file\":\"a\"},{\"file\":\"b\"}],\"nextCursor\":\"Mg\"}");
        stub.willAnswer(200, null, "{\"items\":[{\"file\":\"c\"}],\"nextCursor\":null}");
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
