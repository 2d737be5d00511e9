package io.vesper.web;

import static io.vesper.web.Refusals.PICTURE;
import static io.vesper.web.Refusals.assertProblem;
import static io.vesper.web.Refusals.enrolment;
import static io.vesper.web.Refusals.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadPictureIT extends UnchangedGallery {
    BadPictureIT(TestClient client) {
        super(client);
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
