package io.vesper.embedding;

import ai.djl.Device;
import io.vesper.network.ComputeDevice;
import io.vesper.network.EmbeddingKind;
import io.vesper.onnx.OnnxLibrary;
import io.vesper.onnx.OnnxNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models on the engine that the settings ask for, or on the fastest that gives their embeddings. */
final class Engines {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    private final EngineSettings settings;
    private final Path cacheDir;
    private final GraphCache graphs;
    /** Files that gave PyTorch's embeddings in this process; their names change with their bytes. */
    private final Set<Path> compared = ConcurrentHashMap.newKeySet();

    Engines(EmbeddingSettings settings) {
        this.settings = settings.embedding();
        this.cacheDir = Objects.requireNonNullElseGet(
                settings.nativeCacheDir(), () -> Path.of(System.getProperty("java.io.tmpdir"), "vesper"));
        this.graphs = new GraphCache(cacheDir.resolve("graphs"));
    }

    /**
     * @throws DamagedModelException if the weights are not those that were published
     * @throws EngineUnavailableException if the model or the settings need an engine that cannot do it
     */
    NetworkEmbedder open(PublishedModel model, EmbeddingRecipe recipe) {
        String whyNot = whyNotOnnxRuntime(model);
        NetworkEmbedder embedder = whyNot == null ? onnxRuntimeOrElse(model, recipe) : pyTorch(model, recipe, whyNot);
        LOG.info("The model ({}, {}) is computed by {}.", model.modelId(), recipe.embeddingKind(), embedder.engine());
        return embedder;
    }

    /** Null if it is to be tried. */
    private @Nullable String whyNotOnnxRuntime(PublishedModel model) {
        if (model.isQuantised() || settings.engine() == EngineName.ONNXRUNTIME) {
            return null;
        }
        if (settings.engine() == EngineName.PYTORCH) {
            return "The settings ask for pytorch.";
        }
        return device().isGpu() ? "It computes on the CPU, and there is a GPU." : null;
    }

    private NetworkEmbedder onnxRuntimeOrElse(PublishedModel model, EmbeddingRecipe recipe) {
        try {
            return onnxRuntime(model, recipe);
        } catch (IllegalArgumentException | EngineMismatchException | UncheckedIOException | LinkageError e) {
            String whyNot = reason(e);
            if (model.isQuantised() || settings.engine() == EngineName.ONNXRUNTIME) {
                throw new EngineUnavailableException(
                        "The model (%s) must be computed by ONNX Runtime, %s, but cannot: %s"
                                .formatted(
                                        model.modelId(),
                                        model.isQuantised()
                                                ? "as it is rounded to int8"
                                                : "as vesper.embedding.engine says",
                                        whyNot),
                        e);
            }
            return pyTorch(model, recipe, whyNot);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof LinkageError
                ? "Its native library cannot be loaded (%s).".formatted(cause == null ? failure : cause)
                : String.valueOf(failure.getMessage());
    }

    private NetworkEmbedder pyTorch(PublishedModel model, EmbeddingRecipe recipe, String whyNotOnnxRuntime) {
        return new NetworkEmbedder(
                model.modelId(),
                recipe,
                new PyTorchEngine(recipe, model.tensors(), device()),
                Map.of(EngineName.ONNXRUNTIME.label(), whyNotOnnxRuntime));
    }

    private Device device() {
        return ComputeDevice.of(settings.device());
    }

    private NetworkEmbedder onnxRuntime(PublishedModel model, EmbeddingRecipe recipe) {
        Path file = file(model, recipe);
        NetworkEmbedder embedder = new NetworkEmbedder(
                model.modelId(),
                recipe,
                new OnnxRuntimeEngine(new OnnxNetwork(file), model.precision(), () -> forMaps(model, recipe)),
                Map.of());
        try {
            if (!compared.contains(file)) {
                compare(embedder, model, recipe);
                compared.add(file);
            }
            return embedder;
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    /** The shared branch alone, in single precision, also of a model that is rounded to eight bits. */
    private static EmbeddingEngine forMaps(PublishedModel model, EmbeddingRecipe recipe) {
        return new PyTorchEngine(recipe.with(EmbeddingKind.OBSERVATION), model.tensors(), Device.cpu());
    }

    private Path file(PublishedModel model, EmbeddingRecipe recipe) {
        try {
            OnnxLibrary.unpack(cacheDir);
            return graphs.file(model, recipe.signature(model.ranges(), Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("Its file cannot be written (%s).".formatted(e), e);
        }
    }

    private static void compare(Embedder embedder, PublishedModel model, EmbeddingRecipe recipe) {
        try (Embedder reference = new NetworkEmbedder(model.modelId(), recipe, model.tensors(), Device.cpu())) {
            EngineParity.of(embedder, reference, recipe.inputSize()).require(model.precision());
        }
    }
}
