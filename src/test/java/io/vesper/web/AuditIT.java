package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.KeyLimits;
import io.vesper.access.Scope;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the audit log says of what was done over HTTP. */
@ExtendWith(KeyedServer.class)
class AuditIT {
    private final Keys keys;
    private final TestClient admin;
    private final String name = "auditor-" + UUID.randomUUID();
    private final TestClient client;
    private final String gallery = "g-" + UUID.randomUUID();

    AuditIT(Keys keys) {
        this.keys = keys;
        this.admin = keys.with(Scope.ADMIN);
        this.client = keys.with(name, KeyLimits.NONE, Scope.QUERY, Scope.ENROLL);
    }

    @Test
    void whoEnrolledSearchedAndErasedIsEnteredButNotWhom() {
        Reply enrolled = client.post(
                "/gallery", Refusals.enrolment(2).with("gallery", gallery).with("personId", "Erika Mustermann"));
        String imageId = enrolled.json().at("/images/0/imageId").asString();
        JsonNode answer = client.post("/query", Refusals.probe(1).with("gallery", gallery))
                .json();
        client.post("/embeddings", Refusals.probe(1));
        client.post("/query/explain", Refusals.probe(1).with("matchId", imageId));
        client.postJson("/query/explain", "{\"imageId\":\"%s\",\"matchId\":\"%s\"}".formatted(imageId, imageId));
        client.delete("/gallery/" + imageId);

        Reply log = admin.get("/audit?limit=100");
        List<JsonNode> entries = log.json()
                .get("entries")
                .valueStream()
                .filter(entry -> entry.get("caller").asString().equals(name))
                .toList();
        assertThat(entries)
                .extracting(entry -> entry.get("action").asString())
                .containsExactly("ERASE_IMAGE", "EXPLAIN", "EXPLAIN", "EMBED", "QUERY", "ENROL");
        assertThat(entries.subList(1, 3))
                .extracting(entry -> entry.get("images").asInt())
                .containsExactly(0, 1);
        assertThat(entries.get(1).get("gallery").asString()).isEqualTo(gallery);
        JsonNode query = entries.get(4);
        assertThat(query.get("queryId")).isEqualTo(answer.get("queryId"));
        assertThat(query.get("images").asInt()).isEqualTo(1);
        assertThat(query.get("results").asInt()).isEqualTo(1);
        assertThat(query.get("gallery").asString()).isEqualTo(gallery);
        // The same picture twice: one image was new.
        assertThat(entries.get(5).get("images").asInt()).isEqualTo(2);
        assertThat(entries.get(5).get("results").asInt()).isEqualTo(1);
        assertThat(log.text()).doesNotContain("Erika", imageId);
    }

    @Test
    void aListingIsFilteredAndPaged() {
        for (int i = 0; i < 3; i++) {
            client.post("/embeddings", Refusals.probe(1));
        }
        String keyId = admin.get("/audit?action=EMBED&limit=1")
                .json()
                .at("/entries/0/keyId")
                .asString();

        JsonNode first = admin.get("/audit?limit=2&keyId=" + keyId).json();
        JsonNode second = admin.get("/audit?limit=2&keyId=" + keyId + "&cursor="
                        + first.get("nextCursor").asString())
                .json();

        assertThat(first.get("entries")).hasSize(2);
        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(admin.get("/audit?to=2020-01-01T00:00:00Z").json().get("entries"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action=LOOK",
                "from=x",
                "to=yesterday",
                "cursor=!",
                "limit=0",
                "person=1",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
            })
    void aBadListingIsRefused(String parameters) {
        Reply reply = admin.get("/audit?" + parameters);

        assertProblem(reply, 400);
        assertThat(reply.json().at("/errors/0/field").asString()).isEqualTo(parameters.replaceAll("=.*", ""));
    }

    /** The table is away for a moment: the fault that a full disk would be. */
    @Test
    void whatCannotBeEnteredIsNotDone() {
        String imageId = client.post("/gallery", Refusals.enrolment(1).with("gallery", gallery))
                .json()
                .at("/images/0/imageId")
                .asString();
        JdbcClient jdbc = keys.server().bean(JdbcClient.class);
        jdbc.sql("ALTER TABLE audit_entry RENAME TO audit_entry_away").update();
        try {
            assertProblem(client.post("/query", Refusals.probe(1).with("gallery", gallery)), 500);
            assertProblem(client.post("/embeddings", Refusals.probe(1)), 500);
            assertProblem(client.post("/query/explain", Refusals.probe(1).with("matchId", imageId)), 500);
            assertProblem(client.delete("/gallery/" + imageId), 500);
            assertProblem(
                    client.post(
                            "/gallery",
                            Refusals.enrolment(1).with("gallery", gallery).with("personId", "new")),
                    500);
            assertProblem(admin.postJson("/keys", "{\"name\": \"unseen\", \"scopes\": [\"admin\"]}"), 500);
        } finally {
            jdbc.sql("ALTER TABLE audit_entry_away RENAME TO audit_entry").update();
        }
        assertThat(client.get("/gallery?gallery=" + gallery).json().get("images"))
                .extracting(image -> image.get("imageId").asString())
                .containsExactly(imageId);
        assertThat(client.post("/query", Refusals.probe(1).with("gallery", gallery))
                        .json()
                        .get("results"))
                .hasSize(1);
        assertThat(admin.get("/keys").text()).doesNotContain("unseen");
    }
}
