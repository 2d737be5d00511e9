package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Reply;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Explanations over HTTP, by the grid model of 3 x 3 places. */
@ExtendWith(SharedServer.class)
class ExplanationIT {
    private final TestClient client;
    private final OwnGallery gallery;

    ExplanationIT(TestClient client) {
        this.client = client;
        this.gallery = OwnGallery.on(client);
    }

    /**
     * White has (0.5, 0.5, 0.5, 0.1) at a place, black (-0.5, -0.5, -0.5, 0.1): products with the white match's mean are 0.76 and
     * -0.74. The mean of two white columns and a black one is (1/6, 1/6, 1/6, 0.1).
     */
    @Test
    void whatIsAlikeSpeaksForTheScoreAndWhatIsNotAgainstIt() {
        String matchId = gallery.enrol("A", "1", columns(Color.WHITE, Color.WHITE, Color.WHITE));
        byte[] probe = columns(Color.WHITE, Color.BLACK, Color.WHITE);

        Reply reply = client.post(
                "/query/explain", Refusals.probe().with("matchId", matchId).image(probe));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode answer = reply.json();
        double lengths = Math.sqrt(3.0 / 36 + 0.01) * Math.sqrt(0.76);
        assertThat(answer.get("modelId").asString()).isEqualTo("demo");
        assertThat(answer.get("matchId").asString()).isEqualTo(matchId);
        assertThat(answer.get("rows").asInt()).isEqualTo(3);
        assertThat(answer.get("columns").asInt()).isEqualTo(3);
        assertThat(answer.get("mapCosine").asDouble()).isCloseTo(0.26 / lengths, within(1e-6));
        assertThat(answer.get("probe")).hasSize(3).allSatisfy(row -> {
            assertThat(row).hasSize(3);
            assertThat(row.get(0).asDouble()).isCloseTo(0.76 / 9 / lengths, within(1e-6));
            assertThat(row.get(1).asDouble()).isCloseTo(-0.74 / 9 / lengths, within(1e-6));
            assertThat(row.get(2)).isEqualTo(row.get(0));
        });
        assertThat(answer.get("match"))
                .allSatisfy(row -> assertThat(row)
                        .allSatisfy(share -> assertThat(share.asDouble()).isCloseTo(0.26 / 9 / lengths, within(1e-6))));
    }

    @Test
    void theScoreIsThatOfAQueryAndTheSharesAddUpToTheCosineOfTheMaps() {
        String matchId = gallery.enrol("A", "1", Pictures.png(1, 1));
        byte[] probe = Pictures.jpeg(1, 2);

        JsonNode answer = client.post(
                        "/query/explain",
                        Refusals.probe().with("matchId", matchId).image(probe))
                .json();

        double score = gallery.query(probe).at("/results/0/images/0/score").asDouble();
        assertThat(answer.get("score").asDouble()).isCloseTo(score, within(2e-6));
        double cosine = answer.get("mapCosine").asDouble();
        assertThat(sum(answer.get("probe"))).isCloseTo(cosine, within(1e-5));
        assertThat(sum(answer.get("match"))).isCloseTo(cosine, within(1e-5));
    }

    @Test
    void anEnrolledImageIsAProbeToo() {
        String white = gallery.enrol("A", "1", columns(Color.WHITE, Color.WHITE, Color.WHITE));
        String striped = gallery.enrol("B", "1", columns(Color.WHITE, Color.BLACK, Color.WHITE));

        JsonNode sent = client.post(
                        "/query/explain",
                        Refusals.probe().with("matchId", white).image(columns(Color.WHITE, Color.BLACK, Color.WHITE)))
                .json();
        JsonNode enrolled = explain(striped, white).json();

        assertThat(enrolled).isEqualTo(sent);
        JsonNode turned = explain(white, striped).json();
        assertThat(turned.get("probe")).isEqualTo(sent.get("match"));
        assertThat(turned.get("match")).isEqualTo(sent.get("probe"));
        assertThat(explain(white, white).json().get("mapCosine").asDouble()).isEqualTo(1);
    }

    private Reply explain(String imageId, String matchId) {
        return client.postJson("/query/explain", "{\"imageId\":\"%s\",\"matchId\":\"%s\"}".formatted(imageId, matchId));
    }

    private static double sum(JsonNode shares) {
        double sum = 0;
        for (JsonNode row : shares) {
            for (JsonNode share : row) {
                sum += share.asDouble();
            }
        }
        return sum;
    }

    private static byte[] columns(Color... colours) {
        BufferedImage image = new BufferedImage(24, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 24; x++) {
                image.setRGB(x, y, colours[x * colours.length / 24].getRGB());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
