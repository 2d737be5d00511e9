package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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

    private JsonNode patched(String imageId, String json) {
        Reply reply = gallery.patch(imageId, json);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(client.get("/gallery/" + imageId).json()).isEqualTo(reply.json());
        return reply.json();
    }

    @Test
    void whatIsAbsentStays() {
        String id = gallery.enrolLabelled(1);
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
        String id = gallery.enrolLabelled(1);

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
                gallery.enrolLabelled(1),
                "{\"personId\":\"Z\",\"cameraId\":\"9\",\"capturedAt\":\"2026-11-25T09:00:00.5+01:00\",\"attributes\":{\"coat\":\"green\"}}");

        assertThat(after.get("personId").asString()).isEqualTo("Z");
        assertThat(after.get("cameraId").asString()).isEqualTo("9");
        assertThat(after.get("capturedAt").asString()).isEqualTo("2026-11-25T08:00:00.500Z");
        assertThat(after.at("/attributes/coat").asString()).isEqualTo("green");
        assertThat(after.at("/attributes/bag").asString()).isEqualTo("blue");
    }

    @Test
    void plainJsonIsAMergePatchToo() {
        String id = gallery.enrolLabelled(1);

        assertThat(client.patch("/gallery/" + id, "application/json", "{\"personId\":null}")
                        .status())
                .isEqualTo(200);
        assertProblem(client.patch("/gallery/" + id, "text/plain", "{}"), 415);
    }

    @Test
    void imagesOfNobodyYetKnownAreListedAndAssigned() {
        gallery.enrolLabelled(1);
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
    }

    private JsonNode images(String filter) {
        return client.get("/gallery?gallery=" + gallery.name() + "&" + filter)
                .json()
                .get("images");
    }
}
