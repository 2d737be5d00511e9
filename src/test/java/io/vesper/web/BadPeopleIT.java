package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests about people that are refused, over HTTP. */
@ExtendWith(SharedServer.class)
class BadPeopleIT {
    private final TestClient client;
    private final OwnGallery gallery;

    BadPeopleIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | into | missing",
                "{\"into\":\"\"} | into | missing",
                "{\"into\":null} | into | missing",
                "{\"into\":\"A\"} | into | cannot be merged into itself",
                "{\"into\":\" B\"} | into | no blank at either end",
                "{\"into\":{}} | into | wrong type",
                "{\"inot\":\"B\"} | inot | unknown here"
            })
    void aBadMergeIsRefused(String json, String field, String message) {
        gallery.enrol("A", "1", Pictures.png(1, 1));

        assertProblem(client.postJson(gallery.person("A", "/merge"), json), 400, field, message);

        assertThat(client.get(gallery.person("A")).json().get("images").asInt()).isEqualTo(1);
    }

    @Test
    void whoIsNotThereIsNotFound() {
        gallery.enrol("A", "1", Pictures.png(1, 1));

        assertProblem(client.get(gallery.person("B")), 404);
        assertProblem(client.delete(gallery.person("B")), 404);
        assertProblem(client.postJson(gallery.person("B", "/merge"), "{\"into\":\"A\"}"), 404);
        assertProblem(client.get("/people/A?gallery=nothing-here"), 404);
        assertProblem(client.get("/people/"), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/people?limit=0", "/people?limit=1001", "/people?cursor=abc", "/people?cursor=bmFtZTo",
                "/people?gallery=%20", "/people?page=2", "/people/A?gallery=%20", "/people/A?galery=default",
                "/people/%20A", "/people/%00"
            })
    void aBadRequestIsRefused(String path) {
        Reply reply = client.get(path);

        assertThat(reply.status()).isEqualTo(400);
        if (!path.endsWith("%00")) {
            assertProblem(reply, 400);
            assertThat(reply.json().at("/errors/0/field").asString())
                    .isIn("limit", "cursor", "gallery", "page", "galery", "personId");
        }
    }
}
