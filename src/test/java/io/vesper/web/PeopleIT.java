package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People over HTTP. */
@ExtendWith(SharedServer.class)
class PeopleIT {
    private final TestClient client;
    private final OwnGallery gallery;

    PeopleIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    private String person(String personId) {
        return person(personId, "");
    }

    private String person(String personId, String rest) {
        String encoded = URLEncoder.encode(personId, StandardCharsets.UTF_8).replace("+", "%20");
        return "/people/" + encoded + rest + "?gallery=" + gallery.name();
    }

    @Test
    void aPersonIsShownWithCountsAndTimes() {
        client.post(
                "/gallery",
                gallery.enrolment("A", "2", "infrared")
                        .with("capturedAt", "2026-11-24T08:15:00Z")
                        .image(Pictures.png(1, 1)));
        gallery.enrol("A", "1", Pictures.png(1, 2));
        gallery.enrol("A", "1", Pictures.png(1, 3));

        JsonNode shown = client.get(person("A")).json();

        assertThat(shown.get("personId").asString()).isEqualTo("A");
        assertThat(shown.get("gallery").asString()).isEqualTo(gallery.name());
        assertThat(shown.get("images").asInt()).isEqualTo(3);
        assertThat(shown.get("counts").toString())
                .isEqualTo("[{\"modality\":\"infrared\",\"cameraId\":\"2\",\"images\":1},"
                        + "{\"modality\":\"visible\",\"cameraId\":\"1\",\"images\":2}]");
        assertThat(shown.get("firstCapturedAt").asString()).isEqualTo("2026-11-24T08:15:00Z");
        assertThat(shown.get("lastCapturedAt").asString()).isEqualTo("2026-11-24T08:15:00Z");
    }

    @Test
    void peopleArePagedToTheEnd() {
        for (String name : List.of("d", "b", "a", "e", "c")) {
            gallery.enrol(name, "1", Pictures.png(1, 1));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get("/people?limit=2&gallery=" + gallery.name() + "&cursor=" + cursor)
                    .json();
            page.get("people").forEach(one -> listed.add(one.get("personId").asString()));
            JsonNode next = page.get("nextCursor");
            cursor = next.isNull() ? null : next.asString();
        } while (cursor != null);

        assertThat(listed).containsExactly("a", "b", "c", "d", "e");
        assertThat(client.get("/people?gallery=nothing-here").json().get("people"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A/B",
                "/",
                "a\\b",
                "..",
                ".",
                "a;b=c",
                "100%",
                "%2F",
                "a?b#c",
                "Jörg Müller",
                "東京",
                "😀",
                "a+b",
                "a&b",
                "merge",
                "a//b",
                "<script>",
                "\"'"
            })
    void everyLegalNameIsAnAddress(String name) {
        gallery.enrol(name, "1", Pictures.png(1, 1));
        gallery.enrol("other", "1", Pictures.png(2, 1));

        Reply shown = client.get(person(name));
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.json().get("personId").asString()).isEqualTo(name);
        JsonNode merged = client.postJson(person("other", "/merge"), "{\"into\":" + quoted(name) + "}")
                .json();
        assertThat(merged.get("images").asInt()).isEqualTo(2);
        Reply renamed = client.postJson(person(name, "/merge"), "{\"into\":\"other\"}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(client.postJson(person("other", "/merge"), "{\"into\":" + quoted(name) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(client.delete(person(name)).status()).isEqualTo(204);
        assertThat(client.get("/people?gallery=" + gallery.name()).json().get("people"))
                .isEmpty();
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    @Test
    void mergedPeopleAreFoundAsOne() {
        String older = gallery.enrol("A", "1", Pictures.png(1, 1));
        String newer = gallery.enrol("B", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(1, 2));

        Reply merged = client.postJson(person("A", "/merge"), "{\"into\":\"B\"}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().toString()).isEqualTo("{\"personId\":\"B\",\"images\":2,\"dropped\":1}");
        assertThat(client.get("/gallery/" + older).json().get("personId").asString())
                .isEqualTo("B");
        assertThat(client.get("/gallery/" + newer).status()).isEqualTo(404);
        assertProblem(client.get(person("A")), 404);
        JsonNode results = gallery.query(Pictures.png(1, 1)).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).get("images")).hasSize(2);
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

        assertProblem(client.postJson(person("A", "/merge"), json), 400, field, message);

        assertThat(client.get(person("A")).json().get("images").asInt()).isEqualTo(1);
    }

    @Test
    void anErasedPersonIsGone() {
        String id = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));

        Reply erased = client.delete(person("A"));

        assertThat(erased.status()).isEqualTo(204);
        assertThat(erased.bytes()).isEmpty();
        assertThat(client.get("/gallery/" + id).status()).isEqualTo(404);
        assertThat(client.get("/gallery/" + id + "/image").status()).isEqualTo(404);
        JsonNode results = gallery.query(Pictures.png(1, 1)).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.at("/0/personId").asString()).isEqualTo("B");
    }

    @Test
    void whoIsNotThereIsNotFound() {
        gallery.enrol("A", "1", Pictures.png(1, 1));

        assertProblem(client.get(person("B")), 404);
        assertProblem(client.delete(person("B")), 404);
        assertProblem(client.postJson(person("B", "/merge"), "{\"into\":\"A\"}"), 404);
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
