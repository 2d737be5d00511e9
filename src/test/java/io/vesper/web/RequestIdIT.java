package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids by which an answer is found in the log. */
@ExtendWith(SharedServer.class)
class RequestIdIT {
    private final TestClient client;

    RequestIdIT(TestClient client) {
        this.client = client;
    }

    private Reply get(String path, String id) {
        return client.send(client.request(path).header("X-Request-Id", id).GET());
    }

    @Test
    void aRequestWithoutAnIdIsGivenOne() {
        Reply first = client.get("/gallery/stats");
        Reply second = client.get("/gallery/stats");

        assertThat(UUID.fromString(first.header("X-Request-Id")))
                .isNotEqualTo(UUID.fromString(second.header("X-Request-Id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gallery/stats", "/nowhere", "/gallery/not-an-id", "/actuator/health/liveness"})
    void theCallersIdIsRepeatedWhateverTheAnswer(String path) {
        assertThat(get(path, "gate-7.2026_11").header("X-Request-Id")).isEqualTo("gate-7.2026_11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "${jndi:x}", "{}", "%0a", "é"})
    void anIdThatCouldForgeALineOfTheLogIsReplaced(String id) {
        assertThat(UUID.fromString(get("/gallery/stats", id).header("X-Request-Id")))
                .isNotNull();
    }

    @Test
    void anIdIsAtMost64CharactersLong() {
        assertThat(get("/gallery/stats", "a".repeat(64)).header("X-Request-Id")).hasSize(64);
        assertThat(get("/gallery/stats", "a".repeat(65)).header("X-Request-Id")).hasSize(36);
    }
}
