package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import tools.jackson.databind.JsonNode;

/** The console's page of a gallery that no other test uses, and what the server holds of it. */
record GalleryPage(TestServer server, OwnGallery gallery) {
    /** @param view further parameters of the address, such as {@code &view=people} */
    Browser open(String view) {
        return Browser.open(server, Browser.DESKTOP, "#/gallery?gallery=" + gallery.name() + view);
    }

    Browser openImage(String imageId) {
        return Browser.open(server, Browser.DESKTOP, "#/gallery?imageId=" + imageId);
    }

    /** How many images the server lists. */
    int images(String filter) {
        return gallery.client()
                .get("/gallery?limit=1000&gallery=" + gallery.name() + filter)
                .json()
                .get("images")
                .size();
    }

    JsonNode image(String imageId) {
        return gallery.client().get("/gallery/" + imageId).json();
    }

    void enrolMany(String person, String camera, String modality, int count) {
        TestClient.Parts parts = gallery.enrolment(person, camera, modality);
        for (int shot = 0; shot < count; shot++) {
            parts.image(Pictures.png(person.hashCode(), shot));
        }
        assertThat(gallery.client().post("/gallery", parts).status()).isEqualTo(201);
    }
}
