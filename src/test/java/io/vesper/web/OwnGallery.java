package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A gallery that no other test uses, on a server that many share. */
record OwnGallery(String name, TestClient client) {
    static OwnGallery on(TestClient client) {
        return new OwnGallery("g-" + UUID.randomUUID(), client);
    }

    Parts enrolment(String person, String camera, String modality) {
        return new Parts()
                .with("gallery", name)
                .with("personId", person)
                .with("cameraId", camera)
                .with("modality", modality);
    }

    String enrol(String person, String camera, byte[] picture) {
        Reply reply =
                client.post("/gallery", enrolment(person, camera, "visible").image(picture));
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().at("/images/0/imageId").asString();
    }

    /** The address of a person. */
    String person(String personId) {
        return person(personId, "");
    }

    /** An address below that of a person. */
    String person(String personId, String rest) {
        String encoded = URLEncoder.encode(personId, StandardCharsets.UTF_8).replace("+", "%20");
        return "/people/" + encoded + rest + "?gallery=" + name;
    }

    Parts probe() {
        return new Parts().with("gallery", name).with("modality", "visible");
    }

    JsonNode query(byte[] picture) {
        return client.post("/query", probe().image(picture)).json();
    }

    /** Enrols a picture of A by camera 1 with a time and two attributes; its imageId. */
    String enrolLabelled(int shot) {
        return client.post(
                        "/gallery",
                        enrolment("A", "1", "visible")
                                .with("capturedAt", "2026-11-24T08:15:00Z")
                                .with("attributes", "{\"coat\":\"red\",\"bag\":\"blue\"}")
                                .image(Pictures.png(1, shot)))
                .json()
                .at("/images/0/imageId")
                .asString();
    }

    Reply patch(String imageId, String json) {
        return client.patch("/gallery/" + imageId, "application/merge-patch+json", json);
    }
}
