package io.vesper.quantisation;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.EngineParity;
import io.vesper.embedding.ModelContents;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.embedding.Quantisation;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.OpenSetEvaluation;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.network.BranchWeights;
import io.vesper.onnx.ActivationRange;
import io.vesper.onnx.OnnxFile;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.ProtocolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Rounds a published model to eight bits, and publishes the outcome as a model of its own, unless it finds people worse.
 *
 * <p>Ranges are measured on training and validation people, mAP on the test people of the same set, under its benchmark's protocol.
 */
public final class ModelQuantisation {
    /** Of mAP, from 0 to 1. */
    public static final double LARGEST_LOSS = 0.005;

    /**
     * Beyond each end of a range. Of 0, 1e-6, 1e-5, 1e-4, 5e-4 and 1e-3 it gave the shipped model's embeddings best, mean cosine 0.995 on
     * the demo set; without a cut one stray value coarsens the steps for all.
     */
    private static final double CUT = 1e-5;

    private final ModelsFolder models;
    private final PublishedModel source;
    private final EmbeddingRecipe recipe;
    private final PersonDataset dataset;
    private final Protocol protocol;
    private final double largestLoss;

    /**
     * @param source in single precision, its embedding of the shared branch
     * @param dataset to measure on, with training and test people
     * @throws IllegalArgumentException if the model is quantised already, or the set has no people to train on
     */
    public ModelQuantisation(ModelsFolder models, PublishedModel source, PersonDataset dataset) {
        this(models, source, dataset, LARGEST_LOSS);
    }

    ModelQuantisation(ModelsFolder models, PublishedModel source, PersonDataset dataset, double largestLoss) {
        if (source.isQuantised()) {
            throw new IllegalArgumentException("The model (%s) is int8 already. Maybe name the one that it was made of."
                    .formatted(source.modelId()));
        }
        if (dataset.trainAndValidation().isEmpty()) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has no training or validation pictures to measure ranges on."
                            .formatted(dataset.name()));
        }
        this.models = models;
        this.source = source;
        this.recipe = source.manifest().recipe();
        this.dataset = dataset;
        this.largestLoss = largestLoss;
        this.protocol = ProtocolChoice.STANDARD.of(dataset.layout());
    }

    /**
     * Rounds, measures, and publishes.
     *
     * @param modelId of the new model
     * @throws QuantisationRefusedException if mAP drops by more than {@link #LARGEST_LOSS}; nothing is kept then
     * @throws IllegalArgumentException if the id is taken, or the embedding needs more than the shared branch
     * @throws IOException if a file cannot be written
     */
    public PublishedModel publish(String modelId) throws IOException {
        if (!ModelsFolder.isModelId(modelId) || models.contains(modelId)) {
            throw new IllegalArgumentException(
                    "The model id (%s) is taken, or none: 1 to 64 letters, digits, dots, dashes or underscores, a letter or digit first."
                            .formatted(modelId));
        }
        List<PersonImage> calibrated = CalibrationImages.of(dataset);
        Map<String, ActivationRange> ranges = ranges(calibrated);
        Path file = Files.createTempFile("vesper-int8", ".onnx");
        try {
            OnnxFile.write(file, source.tensors(), recipe.signature(ranges, Map.of()));
            Map<PersonImage, Embedding> embeddings = embeddings(modelId, file);
            EvaluationReport report = evaluate(embeddings);
            Quantisation quantisation = new Quantisation(
                    Quantisation.INT8,
                    source.modelId(),
                    new Quantisation.Calibration(dataset.name(), calibrated.size(), CUT),
                    compare(report),
                    ranges);
            ModelManifest manifest = manifest(modelId, report)
                    .with(OpenSetEvaluation.evaluate(dataset, DatasetPart.TEST, protocol.rule(), embeddings)
                            .thresholds())
                    .quantised(quantisation);
            return models.publish(new ModelContents(
                    manifest, BranchWeights.serving(source.tensors()), QuantisedCard.of(manifest, quantisation)));
        } finally {
            Files.delete(file);
        }
    }

    private Map<String, ActivationRange> ranges(List<PersonImage> images) throws IOException {
        try (Calibration calibration = new Calibration(source)) {
            DatasetEmbeddings.decode(images, calibration::add);
            return calibration.ranges(CUT);
        }
    }

    private Map<PersonImage, Embedding> embeddings(String modelId, Path file) {
        try (Embedder rounded = NetworkEmbedder.ofGraph(modelId, recipe, Quantisation.INT8, file);
                Embedder reference = models.openReference(source, recipe)) {
            EngineParity.of(rounded, reference, recipe.inputSize()).require(Quantisation.INT8);
            return DatasetEmbeddings.of(dataset.test(), rounded);
        }
    }

    private EvaluationReport evaluate(Map<PersonImage, Embedding> embeddings) {
        return RetrievalEvaluation.evaluate(dataset, DatasetPart.TEST, protocol, embeddings);
    }

    private Quantisation.Evaluation compare(EvaluationReport rounded) {
        EvaluationReport before;
        try (Embedder embedder = models.open(source, recipe)) {
            before = evaluate(DatasetEmbeddings.of(dataset.test(), embedder));
        }
        double was = before.mean().meanAveragePrecision();
        double is = rounded.mean().meanAveragePrecision();
        if (was - is > largestLoss) {
            throw new QuantisationRefusedException(
                    "In int8 the model (%s) has an mAP of %s %% on the test people of %s, in float32 %s %%: it may lose %s points at most. Nothing was published."
                            .formatted(
                                    source.modelId(),
                                    QuantisedCard.percent(is),
                                    dataset.name(),
                                    QuantisedCard.percent(was),
                                    QuantisedCard.percent(largestLoss)));
        }
        return new Quantisation.Evaluation(dataset.name(), protocol.toMap(), was, is);
    }

    private ModelManifest manifest(String modelId, EvaluationReport report) {
        ModelManifest made = source.manifest();
        return new ModelManifest(
                modelId,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                recipe,
                BranchWeights.SERVING,
                made.preset(),
                made.seed(),
                made.dataset(),
                made.settings(),
                Map.of(recipe.embeddingKind(), report.toMap()),
                "");
    }
}
