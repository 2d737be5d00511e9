package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Enrols ever new people by two pictures each, and knows what a server has acknowledged. */
final class Acknowledged {
    private final Map<String, Enrolled> images = new ConcurrentHashMap<>();
    private final AtomicInteger nextPerson = new AtomicInteger();

    /** Who was enrolled by which picture. */
    private record Enrolled(int person, int shot) {
        byte[] picture() {
            return Pictures.png(person, shot);
        }
    }

    /** Enrols the next person; remembers the images if they were acknowledged. */
    Reply enrolNext(TestClient client) {
        int person = nextPerson.incrementAndGet();
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .with("cameraId", "1")
                        .with("modality", "visible")
                        .with("personId", "p" + person)
                        .image(Pictures.png(person, 0))
                        .image(Pictures.png(person, 1)));
        if (reply.status() == 201) {
            for (int shot = 0; shot < 2; shot++) {
                images.put(reply.json().at("/images/" + shot + "/imageId").asString(), new Enrolled(person, shot));
            }
        }
        return reply;
    }

    int size() {
        return images.size();
    }

    /**
     * Every acknowledged image is there byte for byte and first in its own query; no request was kept by half; index and database
     * are equal.
     *
     * @param unknown how many requests ended without an answer, so that the database may have kept them
     */
    void assertNothingIsLost(TestClient client, long unknown) {
        JsonNode stats = client.get("/gallery/stats").json();
        long kept = stats.get("images").asLong();
        assertThat(kept).isBetween((long) size(), size() + 2 * unknown).isEven();
        assertThat(stats.at("/index/size").asLong()).isEqualTo(kept);
        assertThat(stats.at("/counts/0/people").asLong())
                .as("requests kept by half")
                .isEqualTo(kept / 2);
        assertThat(client.get("/actuator/gallery").json().get("healed").asInt())
                .as("differences between index and database")
                .isZero();
        images.forEach((imageId, enrolled) -> assertIsFound(client, imageId, enrolled));
    }

    private static void assertIsFound(TestClient client, String imageId, Enrolled enrolled) {
        assertThat(client.get("/gallery/" + imageId + "/image").bytes()).isEqualTo(enrolled.picture());
        JsonNode best = client.post(
                        "/query", new Parts().with("modality", "visible").image(enrolled.picture()))
                .json()
                .at("/results/0");
        assertThat(best.get("personId").asString()).isEqualTo("p" + enrolled.person());
        assertThat(best.at("/images/0/imageId").asString()).isEqualTo(imageId);
    }
}
