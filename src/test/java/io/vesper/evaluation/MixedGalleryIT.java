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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model on the demo set's test people: the calibrated order against that of cosines. */
class MixedGalleryIT {
    @TempDir
    private Path temp;

    @Test
    void calibratedScoresFindNoFewerPeopleThanCosines() {
        List<PersonImage> images =
                SysuMm01.read(DemoDataset.unpack(temp.resolve("demo"))).test();
        List<MixedGalleryFigures> figures;
        try (Embedder embedder = new ModelsFolder(new EmbeddingSettings(Path.of("models"), null)).open("synthetic")) {
            figures = MixedGalleryEvaluation.evaluate(images, DatasetEmbeddings.of(images, embedder));
        }

        for (Modality probes : Modality.values()) {
            MixedGalleryFigures before = figures(figures, probes, Order.COSINE);
            MixedGalleryFigures after = figures(figures, probes, Order.CALIBRATED);
            assertNoWorse(after.everyMatch(), before.everyMatch());
            assertNoWorse(after.acrossOnly(), before.acrossOnly());
            assertThat(after.acrossOnly().meanAveragePrecision())
                    .isGreaterThan(before.acrossOnly().meanAveragePrecision() + 0.005);
        }
    }

    private static void assertNoWorse(RetrievalMetrics after, RetrievalMetrics before) {
        assertThat(after.rank1()).isGreaterThanOrEqualTo(before.rank1());
        assertThat(after.meanAveragePrecision()).isGreaterThanOrEqualTo(before.meanAveragePrecision());
    }

    private static MixedGalleryFigures figures(List<MixedGalleryFigures> all, Modality probes, Order order) {
        return all.stream()
                .filter(figures -> figures.probes() == probes && figures.order() == order)
                .findFirst()
                .orElseThrow();
    }
}
