package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestIT extends UnchangedGallery {
    BadRequestIT(TestClient client) {
        super(client);
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
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x"})
    void aBrokenMultipartBodyIsRefused(String contentType) {
        assertProblem(
                client.post("/gallery", contentType, "--x\r\nContent-Disposition: form-data; name=\"image\"; filename"),
                400);
    }
}
