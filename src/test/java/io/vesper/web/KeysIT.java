package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.Scope;
import io.vesper.job.JobQueue;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Keys from their making to their end, on a server that needs them. */
@ExtendWith(KeyedServer.class)
class KeysIT {
    private final Keys keys;
    private final TestClient admin;

    KeysIT(Keys keys) {
        this.keys = keys;
        this.admin = keys.with(Scope.ADMIN);
    }

    @Test
    void aKeyIsMadeShownOnceUsedAndRevoked() {
        Reply created = admin.postJson("/keys", """
                {"name": "north gate", "scopes": ["query", "enroll"], "expires": "P90D", "imagesPerDay": 1000}""");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String keyId = created.json().get("keyId").asString();
        String key = created.json().get("key").asString();
        assertThat(key).matches("vsp_" + keyId + "_[0-9a-f]{64}");
        TestClient gate = keys.nobody().withKey(key);
        assertThat(gate.get("/gallery").status()).isEqualTo(200);

        Reply listing = admin.get("/keys");
        assertThat(listing.text()).doesNotContain(key.substring(21));
        JsonNode listed = listing.json()
                .get("keys")
                .valueStream()
                .filter(one -> one.get("keyId").asString().equals(keyId))
                .findFirst()
                .orElseThrow();
        assertThat(listed.get("name").asString()).isEqualTo("north gate");
        assertThat(listed.get("scopes")).extracting(JsonNode::asString).containsExactly("query", "enroll");
        assertThat(listed.get("imagesPerDay").asInt()).isEqualTo(1000);
        assertThat(listed.get("requestsPerMinute").isNull()).isTrue();
        assertThat(listed.get("lastUsedAt").isNull()).isFalse();
        assertThat(listed.has("key")).isFalse();

        assertThat(admin.delete("/keys/" + keyId).status()).isEqualTo(204);
        assertProblem(gate.get("/gallery"), 401);
        assertThat(admin.delete("/keys/" + keyId).status()).isEqualTo(204);
        assertProblem(admin.delete("/keys/nope"), 404);
    }

    @Test
    void aKeyMayComeAsABearerTokenToo() {
        String key = admin.postJson("/keys", "{\"name\": \"prometheus\", \"scopes\": [\"query\"]}")
                .json()
                .get("key")
                .asString();

        assertThat(bearing("Bearer " + key).status()).isEqualTo(200);
        assertProblem(bearing("Basic " + key), 401);
        assertProblem(bearing("Bearer vsp_nope"), 401);
    }

    private Reply bearing(String authorization) {
        return keys.nobody()
                .send(keys.nobody()
                        .request("/actuator/prometheus")
                        .header("Authorization", authorization)
                        .GET());
    }

    @Test
    void aStreamEndsWithItsKey() {
        JobQueue queue = keys.server().bean(JobQueue.class);
        String job = queue.submit("unheard-of", Map.of()).id(); // no worker knows it, so it waits
        try {
            JsonNode created = admin.postJson("/keys", "{\"name\": \"ear\", \"scopes\": [\"train\"]}")
                    .json();
            TestClient ear = keys.nobody().withKey(created.get("key").asString());
            try (Stream<String> lines = ear.lines("/jobs/" + job + "/events")) {
                Iterator<String> heard = lines.iterator();
                assertThat(heard.next()).startsWith("id:QUEUED");

                admin.delete("/keys/" + created.get("keyId").asString());

                heard.forEachRemaining(line -> assertThat(line).doesNotContain("RUNNING"));
            }
            assertProblem(ear.get("/jobs/" + job + "/events"), 401);
        } finally {
            queue.stop(job);
            queue.delete(job);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | {\"scopes\": [\"query\"]}",
                "name | {\"name\": \"<b>\", \"scopes\": [\"query\"]}",
                "scopes | {\"name\": \"a\"}",
                "scopes | {\"name\": \"a\", \"scopes\": []}",
                "scopes[1] | {\"name\": \"a\", \"scopes\": [\"query\", \"root\"]}",
                "scopes[0] | {\"name\": \"a\", \"scopes\": [null]}",
                "expires | {\"name\": \"a\", \"scopes\": [\"query\"], \"expires\": \"soon\"}",
                "requestsPerMinute | {\"name\": \"a\", \"scopes\": [\"query\"], \"requestsPerMinute\": 0}",
                "imagesPerDay | {\"name\": \"a\", \"scopes\": [\"query\"], \"imagesPerDay\": -1}",
                "imagesPerDay | {\"name\": \"a\", \"scopes\": [\"query\"], \"imagesPerDay\": \"many\"}",
                "secret | {\"name\": \"a\", \"scopes\": [\"query\"], \"secret\": \"x\"}"
            })
    void aKeyThatBreaksARuleIsRefused(String field, String body) {
        Reply reply = admin.postJson("/keys", body);

        assertProblem(reply, 400);
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret"})
    void withoutAGoodKeyNothingIsAnswered(String key) {
        Reply reply = key.isEmpty()
                ? keys.nobody().get("/gallery")
                : keys.nobody().withKey(key).get("/gallery");

        assertProblem(reply, 401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("ApiKey");
        assertThat(reply.json().get("detail").asString()).contains(key.isEmpty() ? "X-API-Key" : "unknown, wrong");
        assertThat(reply.headers().map()).doesNotContainKeys("Set-Cookie", "Server");
    }

    @Test
    void healthIsAnsweredToAnyoneWithoutDetails() {
        assertThat(keys.nobody().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(keys.nobody().get("/actuator/health/readiness").status()).isEqualTo(200);
        JsonNode anonymous = keys.nobody().get("/actuator/health").json();
        assertThat(anonymous.get("status").asString()).isEqualTo("UP");
        assertThat(anonymous.has("components")).isFalse();

        JsonNode details = admin.get("/actuator/health").json().at("/components/gallery/details");
        assertThat(details.get("modelId").asString()).isEqualTo("demo");
        assertThat(details.at("/engine/engine").asString()).isEqualTo("grid");
    }

    /** The table is away for a moment: the fault that a database which does not answer would be. */
    @Test
    void keysThatCannotBeLookedUpLetNobodyInButLeaveTheServerAlive() {
        JdbcClient jdbc = keys.server().bean(JdbcClient.class);
        TestClient stranger = keys.nobody().withKey("vsp_0123456789abcdef_" + "0".repeat(64));
        jdbc.sql("ALTER TABLE api_key RENAME TO api_key_away").update();
        try {
            assertProblem(stranger.get("/gallery"), 500);
            assertThat(stranger.get("/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            jdbc.sql("ALTER TABLE api_key_away RENAME TO api_key").update();
        }
        assertProblem(stranger.get("/gallery"), 401);
    }
}
