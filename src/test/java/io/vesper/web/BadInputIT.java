package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong is answered with a problem document that names it, and nothing of the request is kept. */
class BadInputIT {
    private static final byte[] PICTURE = Pictures.png(1, 1);

    @TempDir
    static Path folder;

    private static TestServer server;
    private static TestClient client;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, GridModelsConfiguration.class);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingWasKept() {
        assertThat(client.get("/gallery/stats").json().get("images").asLong()).isZero();
    }

    static Stream<Arguments> badEnrolments() {
        return Stream.of(
                bad(
                        "cameraId",
                        "missing",
                        new Parts().with("modality", "visible").image(PICTURE)),
                bad(
                        "cameraId",
                        "missing",
                        new Parts()
                                .with("cameraId", "")
                                .with("modality", "visible")
                                .image(PICTURE)),
                bad(
                        "cameraId",
                        "1 to 64",
                        new Parts()
                                .with("cameraId", "x".repeat(65))
                                .with("modality", "visible")
                                .image(PICTURE)),
                bad("modality", "missing", new Parts().with("cameraId", "1").image(PICTURE)),
                bad(
                        "modality",
                        "(thermal) is not one of visible, infrared",
                        new Parts()
                                .with("cameraId", "1")
                                .with("modality", "thermal")
                                .image(PICTURE)),
                bad("image", "missing", enrolment()),
                bad("image", "without a file name", enrolment().with("image", "text")),
                bad("image", "at most 64", enrolment(65)),
                bad(
                        "personId",
                        "no control characters",
                        enrolment().with("personId", "a\tb").image(PICTURE)),
                bad(
                        "capturedAt",
                        "(yesterday) must be an ISO-8601 time",
                        enrolment().with("capturedAt", "yesterday").image(PICTURE)),
                bad(
                        "capturedAt",
                        "with its zone",
                        enrolment().with("capturedAt", "2026-11-24T08:15:00").image(PICTURE)),
                bad(
                        "capturedAt",
                        "ISO-8601",
                        enrolment()
                                .with("capturedAt", "+999999999-01-01T00:00:00Z")
                                .image(PICTURE)),
                bad("gallery", "(../etc)", enrolment().with("gallery", "../etc").image(PICTURE)),
                bad(
                        "attributes",
                        "JSON object of strings",
                        enrolment().with("attributes", "[1]").image(PICTURE)),
                bad(
                        "attributes",
                        "JSON object of strings",
                        enrolment().with("attributes", "{\"a\":null}").image(PICTURE)),
                bad(
                        "attributes",
                        "JSON object of strings",
                        enrolment().with("attributes", "null").image(PICTURE)),
                bad(
                        "attributes",
                        "at most 256",
                        enrolment()
                                .with("attributes", "{\"a\":\"" + "x".repeat(257) + "\"}")
                                .image(PICTURE)),
                bad("person", "unknown here", enrolment().with("person", "A").image(PICTURE)),
                bad(
                        "file",
                        "unknown here",
                        enrolment().file("file", "a.png", PICTURE).image(PICTURE)),
                bad(
                        "cameraId",
                        "given 2 times",
                        enrolment().with("cameraId", "2").image(PICTURE)));
    }

    @ParameterizedTest
    @MethodSource("badEnrolments")
    void aBadEnrolmentIsRefused(String field, String message, Parts parts) {
        assertProblem(client.post("/gallery", parts), 400, field, message);
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
                        "aggregate",
                        "max, mean",
                        probe().with("aggregate", "centroid").image(PICTURE)),
                bad(
                        "rerank",
                        "only none",
                        probe().with("rerank", "k-reciprocal").image(PICTURE)),
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

    static Stream<Arguments> badPictures() throws IOException {
        return Stream.of(
                Arguments.of("empty file", 415, new byte[0]),
                Arguments.of("text named .jpg", 415, "I am no picture".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("GIF", 415, gif()),
                Arguments.of("truncated PNG", 422, Arrays.copyOf(PICTURE, PICTURE.length / 2)),
                Arguments.of("truncated JPEG", 422, Arrays.copyOf(Pictures.jpeg(1, 1), 200)),
                Arguments.of("PNG of 100 megapixels", 422, hugePng()),
                Arguments.of("PNG of one pixel", 422, tinyPng()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPictures")
    void aBadPictureIsNamedAndTheGoodOnesAreNotKeptEither(String what, int status, byte[] picture) {
        Reply enrolled = client.post(
                "/gallery", enrolment().image(PICTURE).image(Pictures.png(2, 1)).image(picture));
        Reply queried = client.post("/query", probe().image(picture));
        Reply embedded = client.post("/embeddings", probe().image(picture));

        assertProblem(enrolled, status, "image[2]", "");
        assertProblem(queried, status, "image[0]", "");
        assertProblem(embedded, status, "image[0]", "");
    }

    @Test
    void anUploadOfTooManyBytesIsRefused() {
        Reply reply = client.post("/gallery", enrolment().image(new byte[17 << 20]));

        assertProblem(reply, 413);
        assertThat(reply.json().get("detail").asString()).contains("too large");
    }

    @Test
    void tooManyPartsAreRefused() {
        assertProblem(client.post("/gallery", enrolment(200)), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gallery?limit=0", "/gallery?limit=1001", "/gallery?limit=x", "/gallery?cursor=abc",
                        "/gallery?cursor=LTE",
                "/gallery?modality=x", "/gallery?from=x", "/gallery?gallery=%20", "/gallery?page=2",
                        "/gallery?limit=1&limit=2",
                "/gallery?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", "/gallery/stats?verbose=true"
            })
    void aBadListingIsRefused(String path) {
        Reply reply = client.get(path);

        assertProblem(reply, 400);
        assertThat(reply.json().at("/errors/0/field").asString())
                .isEqualTo(path.replaceAll("^[^?]*\\?([a-z]+)=.*$", "$1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/gallery/1",
                "/gallery/..%5c",
                "/gallery/7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11",
                "/gallery/7f9c5d1e-0f43-4a53-9a2c-6a1f3f0d9b11/image"
            })
    void whatDoesNotExistIsNotFound(String path) {
        Reply reply = client.get(path);

        assertThat(reply.status()).isIn(400, 404);
        if (!path.contains("%")) {
            assertProblem(reply, 404);
        }
    }

    @Test
    void anotherMethodIsNotAllowed() {
        Reply reply = client.send(client.request("/gallery").PUT(BodyPublishers.noBody()));

        assertProblem(reply, 405);
        assertThat(reply.header("Allow")).contains("GET").contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void anotherBodyIsNotAccepted(String contentType) {
        assertProblem(client.post("/gallery", contentType, "cameraId=1&modality=visible"), 415);
        assertProblem(client.post("/query", contentType, "modality=visible"), 415);
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
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void aBrokenMultipartBodyIsRefused(String contentType) {
        assertProblem(
                client.post("/gallery", contentType, "--x\r\nContent-Disposition: form-data; name=\"image\"; filename"),
                400);
    }

    private static Arguments bad(String field, String message, Parts parts) {
        return Arguments.of(field, message, parts);
    }

    private static Parts enrolment() {
        return new Parts().with("cameraId", "1").with("modality", "visible");
    }

    private static Parts enrolment(int pictures) {
        return with(enrolment(), pictures);
    }

    private static Parts probe() {
        return new Parts().with("modality", "visible");
    }

    private static Parts probe(int pictures) {
        return with(probe(), pictures);
    }

    private static Parts with(Parts parts, int pictures) {
        for (int i = 0; i < pictures; i++) {
            parts.image(PICTURE);
        }
        return parts;
    }

    private static void assertProblem(Reply reply, int status, String field, String message) {
        assertProblem(reply, status);
        JsonNode error = reply.json().at("/errors/0");
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(message);
    }

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).isEqualTo("about:blank");
        assertThat(problem.get("title").asString()).isNotEmpty();
        assertThat(problem.get("detail").asString()).isNotEmpty();
        assertThat(reply.text())
                .doesNotContain("Exception", "\tat ", "io.vesper", "tools.jackson", "org.springframework");
    }

    private static byte[] gif() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "gif", out);
        return out.toByteArray();
    }

    private static byte[] tinyPng() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** 10,000 x 10,000 black pixels in a few kilobytes. */
    private static byte[] hugePng() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY), "png", out);
        return out.toByteArray();
    }
}
