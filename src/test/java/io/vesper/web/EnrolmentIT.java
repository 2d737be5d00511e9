package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Enrolment over HTTP. */
@ExtendWith(SharedServer.class)
class EnrolmentIT {
    private final TestClient client;
    private final OwnGallery gallery;

    EnrolmentIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void anEnrolledImageIsShownWithAllItsLabels() {
        Reply reply = client.post(
                "/gallery",
                gallery.enrolment("Zoë 7", "Tür 1", "infrared")
                        .with("capturedAt", "2026-11-24T09:15:00.123456+01:00")
                        .with("attributes", "{\"site\":\"north gate\"}")
                        .image(Pictures.jpeg(1, 1)));

        assertThat(reply.status()).isEqualTo(201);
        JsonNode image = reply.json().at("/images/0");
        assertThat(image.get("created").booleanValue()).isTrue();
        assertThat(image.get("modelId").asString()).isEqualTo("demo");
        JsonNode shown =
                client.get("/gallery/" + image.get("imageId").asString()).json();
        for (JsonNode view : List.of(image, shown)) {
            assertThat(view.get("gallery").asString()).isEqualTo(gallery.name());
            assertThat(view.get("personId").asString()).isEqualTo("Zoë 7");
            assertThat(view.get("cameraId").asString()).isEqualTo("Tür 1");
            assertThat(view.get("modality").asString()).isEqualTo("infrared");
            assertThat(view.get("capturedAt").asString()).isEqualTo("2026-11-24T08:15:00.123456Z");
        }
        assertThat(shown.at("/attributes/site").asString()).isEqualTo("north gate");
        assertThat(shown.get("contentType").asString()).isEqualTo("image/jpeg");
    }

    @Test
    void aPersonMayBeUnidentified() {
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .with("gallery", gallery.name())
                        .with("cameraId", "1")
                        .with("modality", "visible")
                        .with("personId", "")
                        .image(Pictures.png(1, 1)));

        assertThat(reply.json().at("/images/0/personId").isNull()).isTrue();
    }

    @Test
    void theSamePictureAgainIsAnswered200WithTheFirstImage() {
        Reply first =
                client.post("/gallery", gallery.enrolment("A", "1", "visible").image(Pictures.png(1, 1)));
        Reply again =
                client.post("/gallery", gallery.enrolment("A", "1", "visible").image(Pictures.png(1, 1)));
        Reply partly = client.post(
                "/gallery",
                gallery.enrolment("A", "1", "visible").image(Pictures.png(1, 1)).image(Pictures.png(1, 2)));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/images/0/created").booleanValue()).isFalse();
        assertThat(again.json().at("/images/0/imageId")).isEqualTo(first.json().at("/images/0/imageId"));
        assertThat(partly.status()).isEqualTo(201);
        assertThat(partly.json().at("/images/0/created").booleanValue()).isFalse();
        assertThat(partly.json().at("/images/1/created").booleanValue()).isTrue();
    }

    @Test
    void sixtyFourPicturesAreEnrolledAtOnce() {
        Parts parts = gallery.enrolment("A", "1", "visible")
                .with("capturedAt", "2026-11-24T08:15:00Z")
                .with("attributes", "{}");
        for (int shot = 0; shot < 64; shot++) {
            parts.image(Pictures.png(1, shot));
        }

        Reply reply = client.post("/gallery", parts);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("images").size()).isEqualTo(64);
    }
}
