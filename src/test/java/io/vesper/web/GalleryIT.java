package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The gallery over HTTP. */
@ExtendWith(SharedServer.class)
class GalleryIT {
    private final TestClient client;
    private final OwnGallery gallery;

    GalleryIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    @Test
    void thePictureComesBackByteForByte() {
        for (byte[] picture : List.of(Pictures.jpeg(2, 1), Pictures.png(2, 1), Pictures.bmp(2, 1))) {
            Reply reply = client.get("/gallery/" + gallery.enrol("A", "1", picture) + "/image");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.bytes()).isEqualTo(picture);
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).contains("no-store");
        }
        assertThat(client.get("/gallery/" + gallery.enrol("B", "1", Pictures.png(2, 1)) + "/image")
                        .header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void aListingIsPagedToItsEnd() {
        List<String> enrolled = new ArrayList<>();
        for (int shot = 0; shot < 7; shot++) {
            enrolled.add(gallery.enrol("A", "1", Pictures.png(1, shot)));
        }
        gallery.enrol("B", "1", Pictures.png(2, 1));

        List<String> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = client.get(
                            "/gallery?gallery=" + gallery.name() + "&personId=A&cameraId=&limit=3&cursor=" + cursor)
                    .json();
            page.get("images").forEach(image -> listed.add(image.get("imageId").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : page.get("nextCursor").asString();
            pages++;
        } while (cursor != null);

        assertThat(listed).isEqualTo(enrolled);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aListingIsFilteredByTime() {
        client.post(
                "/gallery",
                gallery.enrolment("A", "1", "visible")
                        .with("capturedAt", "2026-11-24T08:00:00Z")
                        .image(Pictures.png(1, 1)));
        client.post(
                "/gallery",
                gallery.enrolment("A", "1", "visible")
                        .with("capturedAt", "2026-11-24T09:00:00Z")
                        .image(Pictures.png(1, 2)));
        gallery.enrol("A", "1", Pictures.png(1, 3));

        JsonNode page = client.get(
                        "/gallery?gallery=" + gallery.name() + "&from=2026-11-24T08:00:00Z&to=2026-11-24T09:00:00Z")
                .json();

        assertThat(page.get("images").size()).isEqualTo(1);
        assertThat(page.at("/images/0/capturedAt").asString()).isEqualTo("2026-11-24T08:00:00Z");
    }

    @Test
    void aDeletedImageIsGone() {
        String id = gallery.enrol("A", "1", Pictures.png(1, 1));

        Reply deleted = client.delete("/gallery/" + id);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.bytes()).isEmpty();
        assertThat(client.get("/gallery/" + id).status()).isEqualTo(404);
        assertThat(client.get("/gallery/" + id + "/image").status()).isEqualTo(404);
        assertThat(client.delete("/gallery/" + id).status()).isEqualTo(404);
        assertThat(gallery.query(Pictures.png(1, 1)).get("results")).isEmpty();
    }

    @Test
    void statsCountThisGallery() {
        gallery.enrol("A", "1", Pictures.png(1, 1));
        gallery.enrol("B", "1", Pictures.png(2, 1));
        gallery.enrol("B", "2", Pictures.png(2, 2));

        JsonNode stats = client.get("/gallery/stats").json();

        List<String> counts = new ArrayList<>();
        stats.get("counts").forEach(count -> {
            if (count.get("gallery").asString().equals(gallery.name())) {
                counts.add(count.get("cameraId").asString() + ":"
                        + count.get("images").asInt() + ":"
                        + count.get("people").asInt());
            }
        });
        assertThat(counts).containsExactly("1:2:2", "2:1:1");
        assertThat(stats.at("/index/kind").asString()).isEqualTo("exact");
        assertThat(stats.at("/index/modelId").asString()).isEqualTo("demo");
        assertThat(stats.at("/index/size").asLong())
                .isEqualTo(stats.get("images").asLong());
        assertThat(stats.at("/index/indexedThrough").asLong()).isPositive();
    }
}
