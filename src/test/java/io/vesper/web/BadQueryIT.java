package io.vesper.web;

import static io.vesper.web.Refusals.PICTURE;
import static io.vesper.web.Refusals.assertProblem;
import static io.vesper.web.Refusals.bad;
import static io.vesper.web.Refusals.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadQueryIT extends UnchangedGallery {
    BadQueryIT(TestClient client) {
        super(client);
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                bad("modality", "missing", new Parts().image(PICTURE)),
                bad(
                        "modality",
                        "not one of",
                        new Parts().with("modality", "Visible").image(PICTURE)),
                bad("image", "missing", probe()),
                bad("image", "without a file name", probe().with("image", "text")),
                bad("image", "at most 16", probe(17)),
                bad(
                        "topK",
                        "(0) must be a whole number from 1 to 100",
                        probe().with("topK", "0").image(PICTURE)),
                bad("topK", "(101)", probe().with("topK", "101").image(PICTURE)),
                bad("topK", "(1e1)", probe().with("topK", "1e1").image(PICTURE)),
                bad(
                        "topK",
                        "(99999999999999999999)",
                        probe().with("topK", "99999999999999999999").image(PICTURE)),
                bad(
                        "galleryModality",
                        "visible, infrared, any",
                        probe().with("galleryModality", "all").image(PICTURE)),
                bad("cameras", "missing", probe().with("cameras", "1,,2").image(PICTURE)),
                bad(
                        "excludeSameCamera",
                        "true or false",
                        probe().with("excludeSameCamera", "yes").image(PICTURE)),
                bad(
                        "cameraId",
                        "excludeSameCamera needs",
                        probe().with("excludeSameCamera", "true").image(PICTURE)),
                bad("from", "ISO-8601", probe().with("from", "now").image(PICTURE)),
                bad(
                        "from",
                        "before its end",
                        probe().with("from", "2026-01-02T00:00:00Z")
                                .with("to", "2026-01-01T00:00:00Z")
                                .image(PICTURE)),
                bad("minScore", "from -1 to 1", probe().with("minScore", "1.5").image(PICTURE)),
                bad("minScore", "from -1 to 1", probe().with("minScore", "NaN").image(PICTURE)),
                bad(
                        "maxFalseAlarm",
                        "(0) must be above 0",
                        probe().with("maxFalseAlarm", "0").image(PICTURE)),
                bad(
                        "maxFalseAlarm",
                        "(1.5) must be a number from 0 to 1",
                        probe().with("maxFalseAlarm", "1.5").image(PICTURE)),
                bad(
                        "maxFalseAlarm",
                        "(-0.1)",
                        probe().with("maxFalseAlarm", "-0.1").image(PICTURE)),
                bad(
                        "maxFalseAlarm",
                        "(never)",
                        probe().with("maxFalseAlarm", "never").image(PICTURE)),
                bad(
                        "aggregate",
                        "max, mean, centroid",
                        probe().with("aggregate", "median").image(PICTURE)),
                bad(
                        "rerank",
                        "none, k-reciprocal",
                        probe().with("rerank", "yes").image(PICTURE)),
                bad(
                        "rerank",
                        "the aggregate (centroid) has none",
                        probe().with("rerank", "k-reciprocal")
                                .with("aggregate", "centroid")
                                .image(PICTURE)),
                bad("embedding", "JSON", probe().with("embedding", "1").image(PICTURE)),
                bad("embedding", "wrong type", probe().with("embedding", "1,x").image(PICTURE)),
                bad(
                        "modality",
                        "wrong type",
                        new Parts().file("modality", "m.txt", PICTURE).image(PICTURE)),
                bad("image", "wrong type", probe().with("image", "text").image(PICTURE)),
                bad(
                        "imagesPerPerson",
                        "from 1 to 20",
                        probe().with("imagesPerPerson", "0").image(PICTURE)),
                bad(
                        "imageId",
                        "JSON",
                        probe().with("imageId", UUID.randomUUID().toString()).image(PICTURE)),
                bad("top_k", "unknown here", probe().with("top_k", "3").image(PICTURE)));
    }

    @ParameterizedTest
    @MethodSource("badQueries")
    void aBadQueryIsRefused(String field, String message, Parts parts) {
        assertProblem(client.post("/query", parts), 400, field, message);
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        Reply reply = client.post(
                "/query", new Parts().with("modality", "x").with("topK", "0").with("minScore", "2"));

        assertProblem(reply, 400);
        assertThat(reply.json().get("errors").size()).isEqualTo(4);
    }

    @Test
    void anUnknownJsonFieldIsNamed() {
        assertProblem(client.postJson("/query", "{\"topk\":1}"), 400, "topk", "unknown");
    }

    @Test
    void anImageIdThatDoesNotExistIsNotFound() {
        assertProblem(client.postJson("/query", "{\"imageId\":\"" + UUID.randomUUID() + "\"}"), 404);
        assertProblem(client.postJson("/query", "{\"imageId\":\"1\"}"), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "null",
                "{\"imageId\":{}}",
                "{\"imageId\":\"1\",\"imageId\"",
                "{\"topk\":1}",
                "{} {}"
            })
    void aBadJsonBodyIsRefused(String json) {
        assertProblem(client.postJson("/query", json), 400);
    }
}
