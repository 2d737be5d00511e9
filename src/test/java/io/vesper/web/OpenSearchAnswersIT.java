package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.gallery.Pictures;
import io.vesper.store.TestDatabase;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that searches by a cluster answers as one that searches in memory, on the same database. */
@OnOpenSearch
class OpenSearchAnswersIT {
    private static final int PEOPLE = 24;
    private static final int CAMERAS = 3;

    @TempDir
    static Path folder;

    private static TestServer inMemory;
    private static TestServer inCluster;
    private static TestClient memory;
    private static TestClient cluster;
    private static OwnGallery gallery;
    private static final List<String> images = new ArrayList<>();

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.at(folder.resolve("vesper"));
        inMemory = TestServer.startOn(folder.resolve("one"), database);
        inCluster = ClusterServers.start(
                folder.resolve("two"),
                database,
                ClusterServers.ownPrefix(),
                "--vesper.gallery.opensearch.candidates=10"); // so that one look is seldom enough
        memory = inMemory.client();
        cluster = inCluster.client();
        gallery = OwnGallery.on(memory);
        for (int person = 1; person <= PEOPLE; person++) {
            for (int shot = 0; shot < CAMERAS; shot++) {
                enrol("p" + person, person, shot);
            }
        }
        for (int stranger = 101; stranger <= 110; stranger++) {
            enrol(null, stranger, stranger % CAMERAS);
        }
        awaitBoth();
    }

    private static void enrol(String person, int picture, int shot) {
        Parts parts = new Parts()
                .with("gallery", gallery.name())
                .with("cameraId", "c" + shot)
                .with("modality", shot == 2 ? "infrared" : "visible")
                .with("capturedAt", "2026-11-%02dT08:00:00Z".formatted(1 + (picture % 27)));
        if (person != null) {
            parts.with("personId", person);
        }
        Reply reply = memory.post("/gallery", parts.image(Pictures.png(picture, shot)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        images.add(reply.json().at("/images/0/imageId").asString());
    }

    private static void awaitBoth() {
        ClusterServers.awaitIndexed(memory, images.size()); // nothing else was ever enrolled
        ClusterServers.awaitIndexed(cluster, images.size());
    }

    @AfterAll
    static void stop() {
        inCluster.close();
        inMemory.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topK=10",
                "topK=5&imagesPerPerson=2",
                "topK=100&imagesPerPerson=20",
                "galleryModality=infrared",
                "galleryModality=visible&cameras=c1",
                "excludeCameras=c0",
                "cameras=c0&cameras=c2",
                "from=2026-11-05T00:00:00Z&to=2026-11-12T00:00:00Z",
                "minScore=0.6",
                "aggregate=mean",
                "aggregate=centroid",
                "rerank=k-reciprocal",
                "rerank=k-reciprocal&aggregate=mean&topK=3"
            })
    void answersTheSame(String options) {
        assertSame(options, gallery.probe().image(Pictures.png(3, 7)));
        assertSame(options, gallery.probe().image(Pictures.png(77, 0)));
        assertSame(options, gallery.probe().image(Pictures.png(5, 8)).image(Pictures.png(5, 9)));
    }

    private static void assertSame(String options, Parts probe) {
        for (String option : options.split("&")) {
            String[] pair = option.split("=");
            probe.with(pair[0], pair[1]);
        }
        Reply expected = memory.post("/query", probe);
        assertThat(expected.status()).as(expected.text()).isEqualTo(200);
        assertSame(cluster.post("/query", probe), expected.json());
    }

    private static void assertSame(Reply reply, JsonNode expected) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode actual = reply.json();
        assertThat(actual.get("results")).hasSameSizeAs(expected.get("results"));
        assertThat(actual.get("indexedThrough")).isEqualTo(expected.get("indexedThrough"));
        for (int i = 0; i < expected.get("results").size(); i++) {
            JsonNode one = actual.get("results").get(i);
            JsonNode other = expected.get("results").get(i);
            assertThat(one.path("personId")).isEqualTo(other.path("personId"));
            assertThat(one.get("score").asDouble()).isCloseTo(other.get("score").asDouble(), within(1e-5));
            assertThat(one.get("calibrated").asDouble())
                    .isCloseTo(other.get("calibrated").asDouble(), within(1e-5));
            assertThat(one.get("images").findValuesAsString("imageId"))
                    .isEqualTo(other.get("images").findValuesAsString("imageId"));
        }
    }

    @Test
    void answersTheSameForAnEnrolledImage() {
        for (String image : List.of(images.get(0), images.get(40), images.get(images.size() - 1))) {
            String probe = "{\"gallery\":\"%s\",\"imageId\":\"%s\"}".formatted(gallery.name(), image);
            assertSame(
                    cluster.postJson("/query", probe),
                    memory.postJson("/query", probe).json());
        }
    }

    @Test
    void ofAnUnknownGalleryThereIsNothing() {
        Reply reply = cluster.post(
                "/query",
                new Parts()
                        .with("gallery", "nobody")
                        .with("modality", "visible")
                        .image(Pictures.png(1, 1)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("results")).isEmpty();
    }
}
