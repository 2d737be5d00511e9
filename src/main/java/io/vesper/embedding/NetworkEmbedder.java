package io.vesper.embedding;

import ai.djl.Device;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FeatureMap;
import io.vesper.onnx.OnnxNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Embeds with a network on one of the engines. Weights are shared by all threads, intermediate arrays belong to each call. */
public final class NetworkEmbedder implements Embedder {
    /** More at once gains little on a CPU and costs memory. */
    private static final int MAX_BATCH = 16;

    private final String modelId;
    private final EmbeddingRecipe recipe;
    private final EmbeddingEngine engine;
    private final EngineReport report;
    /** Many may embed at once, but nobody while the weights are freed. */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * On PyTorch.
     *
     * @param modelId what answers are stamped with
     * @param recipe how
     * @param weights of the recipe's architecture
     * @param device where to compute
     */
    public NetworkEmbedder(String modelId, EmbeddingRecipe recipe, TensorSource weights, Device device) {
        this(modelId, recipe, new PyTorchEngine(recipe, weights, device), Map.of());
    }

    /**
     * @param engine closed with this
     * @param notTaken why other engines are not the one
     */
    NetworkEmbedder(String modelId, EmbeddingRecipe recipe, EmbeddingEngine engine, Map<String, String> notTaken) {
        this.modelId = modelId;
        this.recipe = recipe;
        this.engine = engine;
        report = new EngineReport(engine.name(), engine.device(), engine.precision(), engine.workers(), notTaken);
    }

    /**
     * On ONNX Runtime, by an {@link io.vesper.onnx.OnnxFile} of the recipe.
     *
     * @param precision what the file computes in: {@code float32} or {@code int8}
     * @throws IllegalArgumentException if the runtime does not accept it
     */
    public static NetworkEmbedder ofGraph(String modelId, EmbeddingRecipe recipe, String precision, Path file) {
        OnnxRuntimeEngine engine = new OnnxRuntimeEngine(new OnnxNetwork(file), precision, () -> {
            throw new UnsupportedOperationException(
                    "The ONNX file (%s) gives no feature maps. Maybe open the published model.".formatted(file));
        });
        return new NetworkEmbedder(modelId, recipe, engine, Map.of());
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimension() {
        return recipe.dimension();
    }

    @Override
    public int workers() {
        return report.workers();
    }

    @Override
    public EngineReport engine() {
        return report;
    }

    @Override
    public List<Embedding> embed(List<PersonCrop> crops) {
        lifetime.readLock().lock();
        try {
            checkOpen();
            List<Embedding> embeddings = new ArrayList<>(crops.size());
            for (int from = 0; from < crops.size(); from += MAX_BATCH) {
                embedBatch(crops.subList(from, Math.min(from + MAX_BATCH, crops.size())), embeddings);
            }
            return embeddings;
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public List<FeatureMap> featureMaps(List<PersonCrop> crops) {
        lifetime.readLock().lock();
        try {
            checkOpen();
            CropBatch batch = CropBatch.of(crops, recipe);
            return engine.featureMaps(batch.images(), batch.luminance());
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The embedder of the model (%s) is closed. Maybe another model was activated.".formatted(modelId));
        }
    }

    private void embedBatch(List<PersonCrop> crops, List<Embedding> embeddings) {
        CropBatch batch = CropBatch.of(crops, recipe);
        for (float[] values : engine.embed(batch.images(), batch.luminance())) {
            embeddings.add(Embedding.normalised(values));
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                engine.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
