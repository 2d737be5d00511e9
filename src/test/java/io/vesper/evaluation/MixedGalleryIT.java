package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.evaluation.MixedGalleryFigures.Order;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on the demo set's test people: the calibrated order against that of cosines. */
class MixedGalleryIT {
    @TempDir
    private static Path temp;

    private static List<MixedGalleryFigures> figures;

    @BeforeAll
    static void evaluate() {
        List<PersonImage> images =
                SysuMm01.read(DemoDataset.unpack(temp.resolve("demo"))).test();
        try (Embedder embedder = new ModelsFolder(new EmbeddingSettings(Path.of("models"), null)).open("synthetic")) {
            figures = MixedGalleryEvaluation.evaluate(images, DatasetEmbeddings.of(images, embedder));
        }
    }

    /** Strangers in the probe's modality cost a person of the other some precision; calibrated, a third of it at least comes back. */
    @Test
    void calibratedScoresFindMorePeopleAcrossModalities() {
        for (Modality probes : Modality.values()) {
            RetrievalMetrics before = figures(probes, Order.COSINE).acrossOnly();
            RetrievalMetrics after = figures(probes, Order.CALIBRATED).acrossOnly();
            double lost =
                    figures(probes, Order.OTHER_MODALITY_ALONE).acrossOnly().meanAveragePrecision()
                            - before.meanAveragePrecision();
            assertThat(after.meanAveragePrecision()).isGreaterThan(before.meanAveragePrecision() + lost / 3);
            assertThat(after.rank1()).isGreaterThan(before.rank1());
        }
    }

    @Test
    void calibratedScoresFindAsManyPicturesInAllAndHardlyFewerFirst() {
        for (Modality probes : Modality.values()) {
            RetrievalMetrics before = figures(probes, Order.COSINE).everyMatch();
            RetrievalMetrics after = figures(probes, Order.CALIBRATED).everyMatch();
            assertThat(after.meanAveragePrecision()).isGreaterThan(before.meanAveragePrecision());
            assertThat(after.rank1()).isGreaterThan(before.rank1() - 0.02);
        }
    }

    private static MixedGalleryFigures figures(Modality probes, Order order) {
        return figures.stream()
                .filter(row -> row.probes() == probes && row.order() == order)
                .findFirst()
                .orElseThrow();
    }
}
