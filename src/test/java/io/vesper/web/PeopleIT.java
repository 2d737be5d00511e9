package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void aPersonIsShownWithCountsAndTimes() {
        client.post(
                "/gallery",
                gallery.enrolment("A", "2", "infrared")
                        .with("capturedAt", "2026-11-24T08:15:00Z")
                        .image(Pictures.png(1, 1)));
        gallery.enrol("A", "1", Pictures.png(1, 2));
        gallery.enrol("A", "1", Pictures.png(1, 3));

        JsonNode shown = client.get(gallery.person("A")).json();

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
                "...",
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

        Reply shown = client.get(gallery.person(name));
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.json().get("personId").asString()).isEqualTo(name);
        JsonNode merged = client.postJson(gallery.person("other", "/merge"), "{\"into\":" + quoted(name) + "}")
                .json();
        assertThat(merged.get("images").asInt()).isEqualTo(2);
        Reply renamed = client.postJson(gallery.person(name, "/merge"), "{\"into\":\"other\"}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(client.postJson(gallery.person("other", "/merge"), "{\"into\":" + quoted(name) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(client.delete(gallery.person(name)).status()).isEqualTo(204);
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

        Reply merged = client.postJson(gallery.person("A", "/merge"), "{\"into\":\"B\"}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().toString()).isEqualTo("{\"personId\":\"B\",\"images\":2,\"dropped\":1}");
        assertThat(client.get("/gallery/" + older).json().get("personId").asString())
                .isEqualTo("B");
        assertThat(client.get("/gallery/" + newer).status()).isEqualTo(404);
        assertProblem(client.get(gallery.person("A")), 404);
        JsonNode results = gallery.query(Pictures.png(1, 1)).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).get("images")).hasSize(2);
    }

    @Test
    void anErasedPersonIsGone() {
        String id = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));

        Reply erased = client.delete(gallery.person("A"));

        assertThat(erased.status()).isEqualTo(204);
        assertThat(erased.bytes()).isEmpty();
        assertThat(client.get("/gallery/" + id).status()).isEqualTo(404);
        assertThat(client.get("/gallery/" + id + "/image").status()).isEqualTo(404);
        JsonNode results = gallery.query(Pictures.png(1, 1)).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.at("/0/personId").asString()).isEqualTo("B");
    }
}
