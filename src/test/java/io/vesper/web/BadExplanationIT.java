package io.vesper.web;

import static io.vesper.web.Refusals.PICTURE;
import static io.vesper.web.Refusals.assertProblem;
import static io.vesper.web.Refusals.bad;
import static io.vesper.web.Refusals.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code POST /query/explain} refuses. */
class BadExplanationIT {
    private static final String UNKNOWN = UUID.randomUUID().toString();

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestClient client;
    private static String matchId;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, GridModelsConfiguration.class);
        client = server.client();
        matchId = OwnGallery.on(client).enrol("A", "1", PICTURE);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<Arguments> badParts() {
        return Stream.of(
                bad("modality", "missing", new Parts().image(PICTURE)),
                bad(
                        "modality",
                        "not one of",
                        new Parts().with("modality", "thermal").image(PICTURE)),
                bad("matchId", "missing", probe().image(PICTURE)),
                bad("image", "missing", probe().with("matchId", UNKNOWN)),
                bad(
                        "image",
                        "without a file name",
                        probe().with("image", "text").with("matchId", UNKNOWN)),
                bad("image", "at most 1", probe(2).with("matchId", UNKNOWN)),
                bad("imageId", "unknown here", probe(1).with("matchId", UNKNOWN).with("imageId", UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("badParts")
    void badPartsAreNamed(String field, String message, Parts parts) {
        assertProblem(client.post("/query/explain", parts), 400, field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | imageId | missing",
                "{'imageId': 'MATCH'} | matchId | missing",
                "{'matchId': 'MATCH'} | imageId | missing",
                "{'imageId': 1, 'matchId': []} | matchId | wrong type",
                "{'imageId': 'MATCH', 'matchId': 'MATCH', 'modality': 'visible'} | modality | unknown"
            })
    void aBadBodyIsNamed(String body, String field, String message) {
        Reply reply = client.postJson("/query/explain", body.replace('\'', '"').replace("MATCH", matchId));

        assertProblem(reply, 400, field, message);
    }

    @Test
    void imagesThatAreNotEnrolledAreNotFound() {
        assertProblem(client.post("/query/explain", probe(1).with("matchId", UNKNOWN)), 404);
        assertProblem(client.post("/query/explain", probe(1).with("matchId", "nobody")), 404);
        assertThat(explain(UNKNOWN, matchId).json().get("detail").asString()).contains(UNKNOWN);
        assertProblem(explain(UNKNOWN, matchId), 404);
        assertProblem(explain(matchId, UNKNOWN), 404);
        assertProblem(explain(matchId, "../" + matchId), 404);
    }

    @Test
    void aBadPictureIsNamed() {
        byte[] text = "I am no picture".getBytes(StandardCharsets.US_ASCII);
        byte[] truncated = Arrays.copyOf(PICTURE, PICTURE.length / 2);

        Reply ofNoType =
                client.post("/query/explain", probe().with("matchId", matchId).image(text));
        Reply undecodable =
                client.post("/query/explain", probe().with("matchId", matchId).image(truncated));

        assertProblem(ofNoType, 415, "image[0]", "not an accepted image");
        assertProblem(undecodable, 422, "image[0]", "");
    }

    @Test
    void anEnrolledImageWhosePictureIsDamagedIsNamed() {
        OwnGallery gallery = OwnGallery.on(client);
        String intact = gallery.enrol("A", "1", Pictures.png(2, 1));
        String truncated = gallery.enrol("A", "1", Pictures.png(2, 2));
        String overwritten = gallery.enrol("A", "1", Pictures.png(2, 3));
        damage(truncated, Arrays.copyOf(Pictures.png(2, 2), 200));
        damage(overwritten, new byte[300]);

        for (String damaged : new String[] {truncated, overwritten}) {
            String message = "stored picture of the enrolled image (%s) cannot be read any more".formatted(damaged);
            assertProblem(client.post("/query/explain", probe(1).with("matchId", damaged)), 422, "matchId", message);
            assertProblem(explain(intact, damaged), 422, "matchId", message);
            assertProblem(explain(damaged, intact), 422, "imageId", message);
        }
    }

    private static void damage(String imageId, byte[] picture) {
        server.bean(JdbcClient.class)
                .sql("UPDATE gallery_picture SET picture = ? WHERE image_id = ?")
                .params(picture, UUID.fromString(imageId))
                .update();
    }

    private static Reply explain(String imageId, String matchId) {
        return client.postJson("/query/explain", "{\"imageId\":\"%s\",\"matchId\":\"%s\"}".formatted(imageId, matchId));
    }
}
