package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Galleries as wholes, over HTTP. */
@ExtendWith(SharedServer.class)
class GalleriesIT {
    private final TestClient client;
    private final OwnGallery gallery;
    private final String path;

    GalleriesIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
        this.path = "/galleries/" + gallery.name();
    }

    @Test
    void aGalleryIsListedWithWhatItHolds() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("A", "2", Pictures.png(1, 1));

        JsonNode own = client.get(path).json();

        assertThat(own.get("name").asString()).isEqualTo(gallery.name());
        assertThat(own.get("images").asInt()).isEqualTo(2);
        assertThat(own.get("people").asInt()).isEqualTo(1);
        assertThat(own.get("timeToLive").isNull()).isTrue();
        assertThat(client.get("/galleries").json().get("galleries")).contains(own);
    }

    @Test
    void aTimeToLiveIsSetAndTakenBack() {
        Reply set = client.putJson(path, "{\"timeToLive\":\"PT720H\"}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.json().get("timeToLive").asString()).isEqualTo("P30D");
        assertThat(client.get(path).json()).isEqualTo(set.json());

        assertThat(client.putJson(path, "{\"timeToLive\":null}")
                        .json()
                        .get("timeToLive")
                        .isNull())
                .isTrue();
        assertThat(client.get(path).json().get("timeToLive").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"timeToLive\":\"30\"} | timeToLive | Maybe like P30D",
                "{\"timeToLive\":\"P1M\"} | timeToLive | days, hours, minutes and seconds",
                "{\"timeToLive\":\"PT1S\"} | timeToLive | from PT1M to P36500D",
                "{\"timeToLive\":\"\"} | timeToLive | missing",
                "{\"timeToLive\":[]} | timeToLive | wrong type",
                "{\"ttl\":\"P30D\"} | ttl | unknown here"
            })
    void aBadTimeToLiveIsRefused(String json, String field, String message) {
        assertProblem(client.putJson(path, json), 400, field, message);
        assertProblem(client.get(path), 404);
    }

    @Test
    void anErasedGalleryIsGone() {
        String id = gallery.enrol("A", "1", Pictures.png(1, 1));
        client.putJson(path, "{\"timeToLive\":\"P30D\"}");

        assertThat(client.delete(path).status()).isEqualTo(204);

        assertThat(client.get("/gallery/" + id).status()).isEqualTo(404);
        assertThat(gallery.query(Pictures.png(1, 1)).get("results")).isEmpty();
        assertProblem(client.get(path), 404);
        assertProblem(client.delete(path), 404);
        assertProblem(client.get(path + "/cameras"), 404);
    }

    @Test
    void aCamerasLocationIsSetAndTakenBack() {
        gallery.enrol("A", "Tor 1/2", Pictures.png(1, 1));
        String camera = path + "/cameras/Tor%201%2F2";

        Reply set = client.putJson(camera, "{\"location\":\"north gate\"}");

        assertThat(set.json().toString())
                .isEqualTo("{\"cameraId\":\"Tor 1/2\",\"location\":\"north gate\",\"images\":1}");
        assertThat(client.get(path + "/cameras").json().get("cameras")).containsExactly(set.json());
        assertThat(client.putJson(camera, "{}").json().get("location").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"location\":\" x\"}", "{\"location\":[]}", "{\"locaton\":\"x\"}", "[]"})
    void aBadLocationIsRefused(String json) {
        assertProblem(client.putJson(path + "/cameras/1", json), 400);
        assertProblem(client.get(path), 404);
    }

    @Test
    void aBadNameIsRefused() {
        assertProblem(client.get("/galleries/a%20b"), 400, "gallery", "letters, digits");
        assertProblem(client.putJson("/galleries/%2e%2e%2fx", "{}"), 400, "gallery", "letters, digits");
        assertProblem(client.putJson(path + "/cameras/%20", "{}"), 400, "cameraId", "no blank at either end");
    }

    /** Cameras 1 and 2 see the gate, 3 sees the yard, nobody knows of 4. */
    @Test
    void aQueryLeavesOutTheCamerasOfTheSameLocation() {
        for (String camera : List.of("1", "2", "3", "4")) {
            gallery.enrol("of-" + camera, camera, Pictures.png(1, Integer.parseInt(camera)));
        }
        client.putJson(path + "/cameras/1", "{\"location\":\"gate\"}");
        client.putJson(path + "/cameras/2", "{\"location\":\"gate\"}");
        client.putJson(path + "/cameras/3", "{\"location\":\"yard\"}");

        assertThat(found(gallery.probe().with("cameraId", "1"), "true")).containsExactlyInAnyOrder("of-3", "of-4");
        assertThat(found(gallery.probe().with("cameraId", "3"), "true"))
                .containsExactlyInAnyOrder("of-1", "of-2", "of-4");
        assertThat(found(gallery.probe().with("cameraId", "4"), "true"))
                .containsExactlyInAnyOrder("of-1", "of-2", "of-3");
        assertThat(found(gallery.probe().with("cameraId", "1"), "false")).hasSize(4);
        assertProblem(
                client.post(
                        "/query",
                        gallery.probe().with("excludeSameLocation", "true").image(Pictures.png(1, 1))),
                400,
                "cameraId",
                "excludeSameLocation needs to know it");
    }

    private List<String> found(Parts probe, String excludeSameLocation) {
        JsonNode answer = client.post(
                        "/query",
                        probe.with("excludeSameLocation", excludeSameLocation).image(Pictures.png(1, 1)))
                .json();
        List<String> people = new ArrayList<>();
        answer.get("results")
                .forEach(result -> people.add(result.get("personId").asString()));
        return people;
    }

    @Test
    void anEnrolledProbeLeavesOutTheCamerasOfItsLocation() {
        String probe = gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "2", Pictures.png(1, 2));
        gallery.enrol("C", "3", Pictures.png(1, 3));
        client.putJson(path + "/cameras/1", "{\"location\":\"gate\"}");
        client.putJson(path + "/cameras/2", "{\"location\":\"gate\"}");

        JsonNode results = client.postJson(
                        "/query",
                        "{\"imageId\":\"%s\",\"gallery\":\"%s\",\"excludeSameLocation\":true}"
                                .formatted(probe, gallery.name()))
                .json()
                .get("results");

        assertThat(results).hasSize(1);
        assertThat(results.at("/0/personId").asString()).isEqualTo("C");
    }
}
