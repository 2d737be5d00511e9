package io.vesper.exchange;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.EngineParity;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.BranchWeights;
import io.vesper.onnx.OnnxFile;
import io.vesper.onnx.OnnxSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A published model on its way to a file; the file appears whole, or not at all. */
public final class ModelExport {
    private final ModelsFolder models;
    private final PublishedModel model;
    private final EmbeddingRecipe recipe;

    /**
     * @param models where the model is
     * @param model what is exported
     * @param recipe how it makes embeddings: its own, or with another kind of embedding
     */
    public ModelExport(ModelsFolder models, PublishedModel model, EmbeddingRecipe recipe) {
        this.models = models;
        this.model = model;
        this.recipe = recipe;
    }

    /**
     * Writes the weights as safetensors, with the recipe in the file's notes.
     *
     * @param servingOnly whether to leave out all that serving does not need
     * @throws IllegalArgumentException if a value is too large for the precision, or the embedding needs what would be left out
     */
    public void safetensors(Path out, boolean servingOnly, Precision precision) throws IOException {
        TensorSource weights = model.tensors();
        SafetensorsWriter.write(
                out, servingOnly ? BranchWeights.serving(weights) : weights, RecipeNote.of(model, recipe), precision);
    }

    /**
     * Writes the shared branch as ONNX, and keeps the file only if ONNX Runtime computes with it what Vesper does.
     *
     * @return how far the two were apart at most, see {@link EngineParity}
     * @throws IllegalArgumentException if the embedding needs more than the shared branch, or the model is too large for ONNX
     * @throws io.vesper.embedding.EngineMismatchException if the two differ
     */
    public double onnx(Path out) throws IOException {
        Map<String, String> notes = RecipeNote.of(model, recipe);
        OnnxSignature signature = recipe.signature(model.ranges(), notes);
        Path temporary = out.resolveSibling(out.getFileName() + ".tmp");
        try {
            OnnxFile.write(temporary, model.tensors(), signature);
            double difference = check(temporary);
            Files.move(temporary, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return difference;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private double check(Path file) {
        try (Embedder exported = NetworkEmbedder.ofGraph(model.modelId(), recipe, model.precision(), file);
                Embedder reference = models.openReference(model, recipe)) {
            return EngineParity.of(exported, reference, recipe.inputSize())
                    .require(model.precision())
                    .largestDifference();
        }
    }
}
