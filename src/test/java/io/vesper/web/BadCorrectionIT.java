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

/** Corrections that are refused, over HTTP. */
@ExtendWith(SharedServer.class)
class BadCorrectionIT {
    private final TestClient client;
    private final OwnGallery gallery;

    BadCorrectionIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void aPictureThatIsThereAlreadyIsNamed() {
        String first = gallery.enrol("A", "1", Pictures.png(1, 1));
        String second = gallery.enrol("B", "1", Pictures.png(1, 1));

        Reply reply = gallery.patch(second, "{\"personId\":\"A\"}");

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
        String id = gallery.enrolLabelled(1);
        JsonNode before = client.get("/gallery/" + id).json();

        assertProblem(gallery.patch(id, json), 400, field, message);

        assertThat(client.get("/gallery/" + id).json()).isEqualTo(before);
    }

    @Test
    void moreAttributesThanAreKeptAreRefused() {
        StringBuilder thirtyOne = new StringBuilder("\"k0\":\"\"");
        for (int i = 1; i < 31; i++) {
            thirtyOne.append(",\"k").append(i).append("\":\"\"");
        }

        assertProblem(
                gallery.patch(gallery.enrolLabelled(1), "{\"attributes\":{" + thirtyOne + "}}"),
                400,
                "attributes",
                "There are 33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"A\"", "{", "7"})
    void whatIsNoObjectIsRefused(String json) {
        assertProblem(gallery.patch(gallery.enrolLabelled(1), json), 400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertProblem(gallery.patch("7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11", "{\"personId\":\"A\"}"), 404);
        assertProblem(gallery.patch("7", "{}"), 404);
    }

    @Test
    void aBadFilterForImagesOfNobodyYetKnownIsRefused() {
        assertProblem(client.get("/gallery?identified=maybe"), 400, "identified", "must be true or false");
        assertProblem(client.get("/gallery?identified=false&personId=A"), 400, "identified", "beside a personId");
    }
}
