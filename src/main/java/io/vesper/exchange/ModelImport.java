package io.vesper.exchange;

import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.checkpoint.WeightsFile;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelContents;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.BranchWeights;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.ImportReport;
import io.vesper.network.ImportReport.Status;
import io.vesper.network.ImportedNetwork;
import io.vesper.network.WeightsFormat;
import io.vesper.network.WeightsImport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A weights file that was compared with the network it is for, ready to be published or written. */
public final class ModelImport implements AutoCloseable {
    private final ImportSettings settings;
    private final WeightsFormat format;
    private final EmbeddingRecipe recipe;
    private final ImportedNetwork network;

    /**
     * Opens a file and compares it; nothing is kept yet.
     *
     * @throws io.vesper.checkpoint.CheckpointException if the file cannot be read
     * @throws IllegalArgumentException if its names or blocks are unknown, nothing in it fits, or not all fits and it must
     */
    public ModelImport(ImportSettings settings) {
        this.settings = settings;
        TensorSource source = WeightsFile.open(settings.file(), settings.key());
        format = settings.format() == null ? WeightsFormat.detect(source.names()) : WeightsFormat.of(settings.format());
        recipe = settings.recipe().complete(source, format);
        network = new ImportedNetwork(source, format, recipe.architecture(), settings.seed());
        try {
            requireFit();
        } catch (IllegalArgumentException e) {
            network.close();
            throw e;
        }
    }

    private void requireFit() {
        WeightsImport comparison = network.comparison();
        if (settings.strict()) {
            comparison.requireExact();
        }
        if (comparison.report().count(Status.LOADED) == 0) {
            throw new IllegalArgumentException("Nothing in the weights file (%s) fits the network (%s).\n%s"
                    .formatted(
                            settings.file(),
                            recipe.architecture().backbone().name(),
                            comparison.report().table()));
        }
    }

    /** What became of each tensor. */
    public ImportReport report() {
        return network.comparison().report();
    }

    /** Whose names the file has. */
    public WeightsFormat format() {
        return format;
    }

    /** How the imported model makes embeddings. */
    public EmbeddingRecipe recipe() {
        return recipe;
    }

    /**
     * Publishes the network: all branches, or if the file has only the shared one, what serving needs of it.
     *
     * @throws IllegalArgumentException if the file holds a backbone only, or not the branches that the embedding needs
     * @throws IOException if the models folder cannot be written, or has another model of that id
     */
    public PublishedModel publish(ModelsFolder models, String modelId) throws IOException {
        if (format == WeightsFormat.TORCHVISION) {
            throw new IllegalArgumentException(
                    "The file (%s) holds a backbone, which is no whole model. Maybe start a training from it, or write its encoder to a file."
                            .formatted(settings.file()));
        }
        List<String> branches = BranchWeights.of(network.comparison().fitting());
        BranchWeights.requireFor(EmbeddingKind.of(recipe.embeddingKind()), branches);
        ModelManifest manifest = manifest(modelId, branches);
        return models.publish(new ModelContents(
                manifest, network.load(), ImportedModelCard.of(manifest, report()), settings.precision(), List.of()));
    }

    private ModelManifest manifest(String modelId, List<String> branches) {
        Map<String, Object> provenance = Map.of(
                "importedFrom", settings.file().getFileName().toString(),
                "format", format.label(),
                "precision", settings.precision().label(),
                "tensors", report().summary());
        return new ModelManifest(
                modelId,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                recipe,
                branches,
                "imported",
                settings.seed(),
                "unknown",
                provenance,
                Map.of(),
                "");
    }

    /**
     * Writes the tensors that fit as safetensors: a backbone's under their own names, others under Vesper's.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path out) throws IOException {
        WeightsImport comparison = network.comparison();
        TensorSource tensors = format == WeightsFormat.TORCHVISION ? comparison.fittingAsNamed() : comparison.fitting();
        SafetensorsWriter.write(out, tensors, Map.of("format", "pt"), settings.precision());
    }

    @Override
    public void close() {
        network.close();
    }
}
