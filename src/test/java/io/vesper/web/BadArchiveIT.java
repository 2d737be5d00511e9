package io.vesper.web;

import static io.vesper.web.Refusals.PICTURE;
import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of which nothing is kept: neither a picture nor a job. */
class BadArchiveIT extends UnchangedGallery {
    private final int jobsBefore;

    BadArchiveIT(TestClient client) {
        super(client);
        jobsBefore = jobs();
    }

    private int jobs() {
        return client.get("/jobs").json().get("jobs").size();
    }

    @AfterEach
    void thereIsNoJob() {
        assertThat(jobs()).isEqualTo(jobsBefore);
    }

    static Stream<Arguments> badArchives() {
        byte[] good = new Archive().picture("a.png", "p", PICTURE).bytes();
        return Stream.of(
                bad("no ZIP file", "There is no manifest.csv", PICTURE),
                bad("empty", "There is no manifest.csv", new byte[0]),
                bad("cut short", "cannot be read", Arrays.copyOf(good, 300)),
                bad(
                        "no manifest",
                        "There is no manifest.csv",
                        new Archive().file("a.png", PICTURE).bytesWithoutManifest()),
                bad("empty manifest", "no line for a picture", new Archive().bytes()),
                bad(
                        "wrong columns",
                        "line 1: The columns are [file, person]",
                        new Archive().header("file,person").bytes()),
                bad(
                        "column twice",
                        "line 1",
                        new Archive().header("file,cameraId,modality,file").bytes()),
                bad(
                        "cells",
                        "line 3: It has 2 cells for 5",
                        one().line("b.png,x").bytes()),
                bad(
                        "modality",
                        "line 3: The modality (thermal)",
                        one().line("b.png,x,1,thermal,").bytes()),
                bad(
                        "camera",
                        "line 3: The camera id ()",
                        one().line("b.png,x,,visible,").bytes()),
                bad(
                        "time",
                        "line 3: The capturedAt (yesterday)",
                        one().line("b.png,x,1,visible,yesterday").bytes()),
                bad(
                        "missing file",
                        "line 3: The ZIP file has no file (b.png)",
                        one().line("b.png,x,1,visible,").bytes()),
                bad(
                        "unnamed file",
                        "The file (b.png) has no line",
                        one().file("b.png", PICTURE).bytes()),
                bad(
                        "line twice",
                        "line 3: The file (a.png) has line 2 already",
                        one().line("a.png,x,1,visible,").bytes()),
                bad(
                        "empty picture",
                        "has no bytes",
                        new Archive().picture("a.png", "p", new byte[0]).bytes()),
                bad(
                        "large picture",
                        "more than",
                        new Archive()
                                .picture("a.png", "p", new byte[(16 << 20) + 1])
                                .bytes()),
                bad(
                        "not UTF-8",
                        "must be a text file in UTF-8",
                        new Archive()
                                .file("manifest.csv", new byte[] {(byte) 0xC3, 0x28})
                                .bytesWithoutManifest()));
    }

    private static Archive one() {
        return new Archive().picture("a.png", "p", PICTURE);
    }

    private static Arguments bad(String what, String message, byte[] zip) {
        return Arguments.of(what, message, zip);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArchives")
    void aBadArchiveIsRefusedWhole(String what, String message, byte[] zip) {
        assertProblem(client.post("/jobs/enroll", Archive.parts("default", zip)), 400, "archive", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.png", "/etc/a.png", "a/../../b.png", "a\\b.png", "C:a.png", "a//b.png", "./a.png"})
    void aPathThatLeadsElsewhereIsRefused(String name) {
        Reply reply = client.post(
                "/jobs/enroll", new Archive().picture(name, "p", PICTURE).parts("default"));

        assertProblem(reply, 400, "archive", "must be a relative path");
    }

    /** A stored entry's name is written twice: both are turned into the other file's. */
    @Test
    void aFileThatIsThereTwiceIsRefused() {
        byte[] zip = one().picture("b.png", "p", PICTURE).bytes();
        String text = new String(zip, StandardCharsets.ISO_8859_1).replace("b.png", "a.png");

        Reply reply = client.post("/jobs/enroll", Archive.parts("default", text.getBytes(StandardCharsets.ISO_8859_1)));

        assertProblem(reply, 400, "archive", "has the file (a.png) twice");
    }

    @Test
    void everythingThatIsWrongIsNamedUpToALimit() {
        Archive archive = one();
        for (int i = 0; i < 30; i++) {
            archive.line("b%d.png,x,1,thermal,".formatted(i));
        }

        Reply reply = client.post("/jobs/enroll", archive.parts("default"));

        assertProblem(reply, 400);
        assertThat(reply.json().get("errors")).hasSize(21);
        assertThat(reply.json().at("/errors/20/message").asString()).isEqualTo("There are 10 more such problems.");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertProblem(client.post("/jobs/enroll", new Parts().with("archive", "text")), 400, "archive", "file name");
        assertProblem(client.post("/jobs/enroll", Archive.parts("../x", PICTURE)), 400, "gallery", "(../x)");
        assertProblem(
                client.postJson("/jobs/enroll", "{\"dataset\":{\"type\":\"folder\",\"path\":\"../../etc\"}}"),
                400,
                "dataset",
                "(../../etc)");
        assertProblem(
                client.postJson("/jobs/enroll", "{\"dataset\":{\"type\":\"demo\"},\"split\":\"all\"}"),
                400,
                "split",
                "(all) is not one of");
        assertProblem(client.postJson("/jobs/enroll", "{}"), 400, "dataset", "");
    }

    @Test
    void anUploadMustSayItsLength() {
        Reply reply = client.send(client.request("/jobs/enroll")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10]))));

        assertProblem(reply, 411);
    }

    @Test
    void onlyAnArchiveMayBeLargerThanPictures() {
        byte[] large = new byte[65 << 20];

        assertProblem(client.post("/gallery", Refusals.enrolment().image(large)), 413);
        assertProblem(client.post("/jobs/enroll", Archive.parts("default", large)), 400, "archive", "no manifest.csv");
    }

    /** Two million short lines, which pack to a few megabytes. */
    @Test
    void aManifestOfMillionsOfLinesIsRefusedBeforeItIsHeld() {
        byte[] csv = ("file,cameraId,modality\n" + "a,1,x\n".repeat(2_000_000)).getBytes(StandardCharsets.US_ASCII);

        byte[] zip = new Archive().file("manifest.csv", csv).bytesWithoutManifest();

        assertThat(zip.length).isLessThan(1 << 20);
        assertProblem(
                client.post("/jobs/enroll", Archive.parts("default", zip)), 400, "archive", "more than 100000 lines");
    }

    @Test
    void whatUnpacksToTooMuchIsRefusedWhereverItHides() {
        byte[] zeros = new byte[1 << 24];
        Archive folders = new Archive().picture("a.png", "p", PICTURE);
        for (int i = 0; i < 3; i++) {
            folders.file("d" + i + "/", zeros);
        }
        assertProblem(client.post("/jobs/enroll", folders.parts("default")), 400, "archive", "has bytes of its own");
    }
}
