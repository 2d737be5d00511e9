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
import tools.jackson.databind.JsonNode;

/** Correcting an image's labels over HTTP. */
@ExtendWith(SharedServer.class)
class CorrectionIT {
    private final TestClient client;
    private final OwnGallery gallery;

    CorrectionIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    private String enrol(int shot) {
        return client.post(
                        "/gallery",
                        gallery.enrolment("A", "1", "visible")
                                .with("capturedAt", "2026-11-24T08:15:00Z")
                                .with("attributes", "{\"coat\":\"red\",\"bag\":\"blue\"}")
                                .image(Pictures.png(1, shot)))
                .json()
                .at("/images/0/imageId")
                .asString();
    }

    private Reply patch(String imageId, String json) {
        return client.patch("/gallery/" + imageId, "application/merge-patch+json", json);
    }

    private JsonNode patched(String imageId, String json) {
        Reply reply = patch(imageId, json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(client.get("/gallery/" + imageId).json()).isEqualTo(reply.json());
        return reply.json();
    }

    @Test
    void whatIsAbsentStays() {
        String id = enrol(1);
        JsonNode before = client.get("/gallery/" + id).json();

        assertThat(patched(id, "{}")).isEqualTo(before);

        JsonNode after = patched(id, "{\"personId\":\"B\"}");
        assertThat(after.get("personId").asString()).isEqualTo("B");
        for (String same :
                new String[] {"imageId", "cameraId", "capturedAt", "attributes", "sequence", "createdAt", "gallery"}) {
            assertThat(after.get(same)).isEqualTo(before.get(same));
        }
        assertThat(gallery.query(Pictures.png(1, 1)).at("/results/0/personId").asString())
                .isEqualTo("B");
    }

    @Test
    void nullRemoves() {
        String id = enrol(1);

        JsonNode after =
                patched(id, "{\"personId\":null,\"capturedAt\":null,\"attributes\":{\"bag\":null,\"hat\":\"\"}}");

        assertThat(after.get("personId").isNull()).isTrue();
        assertThat(after.get("capturedAt").isNull()).isTrue();
        assertThat(after.get("attributes").toString())
                .isIn("{\"coat\":\"red\",\"hat\":\"\"}", "{\"hat\":\"\",\"coat\":\"red\"}");
        assertThat(gallery.query(Pictures.png(1, 1)).at("/results/0/personId").isNull())
                .isTrue();
        assertThat(patched(id, "{\"attributes\":null}").get("attributes")).isEmpty();
    }

    @Test
    void allIsChangedAtOnce() {
        JsonNode after = patched(
                enrol(1),
                "{\"personId\":\"Z\",\"cameraId\":\"9\",\"capturedAt\":\"2026-11-25T09:00:00.5+01:00\",\"attributes\":{\"coat\":\"green\"}}");

        assertThat(after.get("personId").asString()).isEqualTo("Z");
        assertThat(after.get("cameraId").asString()).isEqualTo("9");
        assertThat(after.get("capturedAt").asString()).isEqualTo("2026-11-25T08:00:00.500Z");
        assertThat(after.at("/attributes/coat").asString()).isEqualTo("green");
        assertThat(after.at("/attributes/bag").asString()).isEqualTo("blue");
    }

    @Test
    void plainJsonIsAMergePatchToo() {
        String id = enrol(1);

        assertThat(client.patch("/gallery/" + id, "application/json", "{\"personId\":null}")
                        .status())
                .isEqualTo(200);
        assertProblem(client.patch("/gallery/" + id, "text/plain", "{}"), 415);
    }

    @Test
    void aPictureThatIsThereAlreadyIsNamed() {
        String first = gallery.enrol("A", "1", Pictures.png(1, 1));
        String second = gallery.enrol("B", "1", Pictures.png(1, 1));

        Reply reply = patch(second, "{\"personId\":\"A\"}");

        assertProblem(reply, 409);
        assertThat(reply.json().get("imageId").asString()).isEqualTo(first);
        assertThat(reply.json().get("detail").asString()).contains(first, "Maybe delete one");
        assertThat(client.get("/gallery/" + second).json().get("personId").asString())
                .isEqualTo("B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"personId\":7} | personId | must be a string",
                "{\"personId\":\"\"} | personId | missing",
                "{\"personId\":\" A\"} | personId | no blank at either end",
                "{\"cameraId\":null} | cameraId | every image has a camera",
                "{\"cameraId\":[\"1\"]} | cameraId | must be a string",
                "{\"capturedAt\":\"yesterday\"} | capturedAt | ISO-8601",
                "{\"capturedAt\":{}} | capturedAt | must be a string",
                "{\"attributes\":[]} | attributes | object of strings",
                "{\"attributes\":{\"coat\":1}} | attributes.coat | must be a string, or null",
                "{\"attributes\":{\"\":\"x\"}} | attributes | key of 1 to 64",
                "{\"modality\":\"infrared\"} | modality | unknown here",
                "{\"gallery\":\"default\"} | gallery | unknown here"
            })
    void aBadPatchIsRefusedAndNothingChanges(String json, String field, String message) {
        String id = enrol(1);
        JsonNode before = client.get("/gallery/" + id).json();

        assertProblem(patch(id, json), 400, field, message);

        assertThat(client.get("/gallery/" + id).json()).isEqualTo(before);
    }

    @Test
    void moreAttributesThanAreKeptAreRefused() {
        StringBuilder thirtyOne = new StringBuilder("\"k0\":\"\"");
        for (int i = 1; i < 31; i++) {
            thirtyOne.append(",\"k").append(i).append("\":\"\"");
        }

        assertProblem(patch(enrol(1), "{\"attributes\":{" + thirtyOne + "}}"), 400, "attributes", "There are 33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"A\"", "{", "7"})
    void whatIsNoObjectIsRefused(String json) {
        assertProblem(patch(enrol(1), json), 400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertProblem(patch("7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11", "{\"personId\":\"A\"}"), 404);
        assertProblem(patch("7", "{}"), 404);
    }

    @Test
    void imagesOfNobodyYetKnownAreListedAndAssigned() {
        enrol(1);
        Reply enrolled = client.post(
                "/gallery",
                new TestClient.Parts()
                        .with("gallery", gallery.name())
                        .with("cameraId", "1")
                        .with("modality", "visible")
                        .image(Pictures.png(2, 1)));
        String unknown = enrolled.json().at("/images/0/imageId").asString();

        assertThat(images("identified=false"))
                .singleElement()
                .satisfies(image -> assertThat(image.get("imageId").asString()).isEqualTo(unknown));
        assertThat(images("identified=true")).hasSize(1);
        assertThat(images("identified=")).hasSize(2);
        patched(unknown, "{\"personId\":\"B\"}");
        assertThat(images("identified=false")).isEmpty();
        assertProblem(client.get("/gallery?identified=maybe"), 400, "identified", "must be true or false");
        assertProblem(client.get("/gallery?identified=false&personId=A"), 400, "identified", "beside a personId");
    }

    private JsonNode images(String filter) {
        return client.get("/gallery?gallery=" + gallery.name() + "&" + filter)
                .json()
                .get("images");
    }
}
