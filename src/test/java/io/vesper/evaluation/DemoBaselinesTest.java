package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import io.vesper.protocol.SysuProtocol;
import io.vesper.protocol.SysuSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no learning reaches on the demo set: the floor that a trained model must leave far below. */
class DemoBaselinesTest {
    private static final SysuProtocol PROTOCOL = SysuProtocol.singleShot(SysuSearch.ALL);

    @TempDir
    private static Path temp;

    private static PersonDataset demo;

    @BeforeAll
    static void unpack() {
        demo = SysuMm01.read(DemoDataset.unpack(temp.resolve("demo")));
    }

    @Test
    void chanceFindsAboutOneInTwentyPeople() {
        EvaluationReport report = RetrievalEvaluation.evaluate(
                demo, DatasetPart.TEST, PROTOCOL, RandomEmbeddings.draw(PROTOCOL.images(demo, DatasetPart.TEST), 1));

        assertThat(report.mean().rank1()).isBetween(0.02, 0.10);
        assertThat(report.mean().meanAveragePrecision()).isBetween(0.05, 0.20);
    }

    @Test
    void coloursHelpLittleAcrossModalities() {
        Map<PersonImage, Embedding> embeddings = PROTOCOL.images(demo, DatasetPart.TEST).stream()
                .collect(Collectors.toMap(Function.identity(), image -> ColourHistogram.of(decode(image))));

        EvaluationReport report = RetrievalEvaluation.evaluate(demo, DatasetPart.TEST, PROTOCOL, embeddings);

        assertThat(report.mean().rank1()).isBetween(0.02, 0.25);
        assertThat(report.queries()).isEqualTo(report.validQueries());
    }

    private static RgbImage decode(PersonImage image) {
        try {
            return new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(image.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
