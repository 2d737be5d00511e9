package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;

/** Requests to be refused, and what a refusal looks like. */
final class Refusals {
    static final byte[] PICTURE = Pictures.png(1, 1);

    private Refusals() {}

    static Arguments bad(String field, String message, Parts parts) {
        return Arguments.of(field, message, parts);
    }

    static Parts enrolment() {
        return new Parts().with("cameraId", "1").with("modality", "visible");
    }

    static Parts enrolment(int pictures) {
        return with(enrolment(), pictures);
    }

    static Parts probe() {
        return new Parts().with("modality", "visible");
    }

    static Parts probe(int pictures) {
        return with(probe(), pictures);
    }

    static Parts with(Parts parts, int pictures) {
        for (int i = 0; i < pictures; i++) {
            parts.image(PICTURE);
        }
        return parts;
    }

    static void assertProblem(Reply reply, int status, String field, String message) {
        assertProblem(reply, status);
        JsonNode error = reply.json().at("/errors/0");
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(message);
    }

    static void assertProblem(Reply reply, int status) {
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
}
