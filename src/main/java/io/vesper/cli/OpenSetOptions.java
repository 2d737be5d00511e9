package io.vesper.cli;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.OpenSetSearch;
import io.vesper.person.PersonImage;
import io.vesper.protocol.ProtocolChoice;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether thresholds against strangers are stored, or tried out instead of an evaluation. */
final class OpenSetOptions {
    @Option(
            names = "--store-thresholds",
            description =
                    "Store the thresholds that were measured on these people in the model's model.json: what maxFalseAlarm of a query needs")
    boolean isStored;

    @Option(
            names = "--open-set",
            description =
                    "Search for people who are enrolled and for strangers, under the model's stored thresholds; without a protocol's options, JSON or a report")
    boolean isSearchAsked;

    /**
     * @param isPlain whether nothing is asked for that is a protocol's
     * @throws IllegalArgumentException if options do not go together
     */
    void check(boolean isPlain, boolean isMixed) {
        if (isSearchAsked && (!isPlain || isMixed)) {
            throw new IllegalArgumentException(
                    "The option (--open-set) takes no protocol's options, no --mixed, no --json and no --report. Maybe ask for these without it.");
        }
        if (isStored && (isSearchAsked || isMixed)) {
            throw new IllegalArgumentException(
                    "The option (--store-thresholds) takes no --open-set and no --mixed: these measure no thresholds. Maybe run it before them.");
        }
    }

    /**
     * The table of searches under a model's thresholds.
     *
     * @throws CommandFailedException if it has none
     */
    static String table(ModelsFolder models, String modelId, PersonDataset dataset, DatasetPart part) {
        PublishedModel model = models.model(modelId);
        OpenSet openSet = model.manifest().openSet();
        if (openSet == null) {
            throw new CommandFailedException(
                    "The model (%s) has no thresholds to search with. Maybe run evaluate --model %s --store-thresholds on other people first."
                            .formatted(modelId, modelId));
        }
        List<PersonImage> images = dataset.images(part);
        try (Embedder embedder = models.open(model, model.manifest().recipe())) {
            return OpenSetTable.of(
                    "%s, %s people of %s; thresholds of the %s people of %s"
                            .formatted(modelId, part.label(), dataset.name(), openSet.part(), openSet.dataset()),
                    OpenSetSearch.evaluate(
                            images,
                            ProtocolChoice.STANDARD.of(dataset.layout()).rule(),
                            DatasetEmbeddings.of(images, embedder),
                            openSet));
        }
    }

    /** @throws CommandFailedException if they cannot be written */
    static void store(ModelsFolder models, String modelId, OpenSet thresholds) {
        try {
            models.store(modelId, thresholds);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The thresholds cannot be stored in the model (%s): %s. Maybe the models folder is read-only."
                            .formatted(modelId, e),
                    e);
        }
    }
}
