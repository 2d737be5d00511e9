package io.vesper.cli;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.MixedGalleryEvaluation;
import io.vesper.person.PersonImage;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether a gallery of both modalities is searched, instead of a protocol's. */
final class MixedGalleryOptions {
    @Option(
            names = "--mixed",
            description =
                    "Search a gallery of both modalities, by cosines, calibrated scores and re-ranked; without a protocol's options, JSON or a report")
    boolean isAsked;

    /**
     * @param isPlain whether nothing is asked for that is a protocol's
     * @throws IllegalArgumentException if something is
     */
    void check(boolean isPlain) {
        if (isAsked && !isPlain) {
            throw new IllegalArgumentException(
                    "The option (--mixed) takes no protocol's options, no --json and no --report. Maybe ask for these without it.");
        }
    }

    /** The table of a model's searches. */
    static String table(ModelsFolder models, String modelId, PersonDataset dataset, DatasetPart part) {
        PublishedModel model = models.model(modelId);
        List<PersonImage> images = dataset.images(part);
        try (Embedder embedder = models.open(model, model.manifest().recipe())) {
            return MixedGalleryTable.of(
                    "%s, %s people of %s".formatted(modelId, part.label(), dataset.name()),
                    MixedGalleryEvaluation.evaluate(images, DatasetEmbeddings.of(images, embedder)));
        }
    }
}
