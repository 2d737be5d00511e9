package io.vesper.web;

import static io.vesper.web.Refusals.PICTURE;
import static io.vesper.web.Refusals.assertProblem;
import static io.vesper.web.Refusals.bad;
import static io.vesper.web.Refusals.enrolment;

import io.vesper.web.TestClient.Parts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadEnrolmentIT extends UnchangedGallery {
    BadEnrolmentIT(TestClient client) {
        super(client);
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
                        "personId",
                        "(..) cannot be a path of dots",
                        enrolment().with("personId", "..").image(PICTURE)),
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
                        "object of strings",
                        enrolment().with("attributes", "{\"a\":1}").image(PICTURE)),
                bad(
                        "attributes",
                        "object of strings",
                        enrolment()
                                .with("attributes", "{\"a\":\"1\",\"a\":\"2\"}")
                                .image(PICTURE)),
                bad(
                        "attributes",
                        "half a surrogate pair",
                        enrolment().with("attributes", "{\"a\":\"\\uD800\"}").image(PICTURE)),
                bad(
                        "capturedAt",
                        "ISO-8601",
                        enrolment()
                                .with("capturedAt", "9999-12-31T23:59:59-18:00")
                                .image(PICTURE)),
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
}
