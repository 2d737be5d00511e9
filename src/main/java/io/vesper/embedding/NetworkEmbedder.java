package io.vesper.embedding;

import ai.djl.Device;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.FoldedNetwork;
import io.vesper.network.VisibleInput;
import io.vesper.person.Modality;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.InputSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Embeds with the network on the PyTorch engine. Weights are shared by all threads, intermediate arrays belong to each call. */
public final class NetworkEmbedder implements Embedder {
    /** More at once gains little on a CPU and costs memory. */
    private static final int MAX_BATCH = 16;

    private final String modelId;
    private final EmbeddingRecipe recipe;
    private final InputSize size;
    private final ImageTransform transform;
    private final FoldedNetwork network;
    /** Many may embed at once, but nobody while the weights are freed. */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    private boolean closed;

    /**
     * @param modelId what answers are stamped with
     * @param recipe how
     * @param weights of the recipe's architecture
     * @param device where to compute
     */
    public NetworkEmbedder(String modelId, EmbeddingRecipe recipe, TensorSource weights, Device device) {
        this.modelId = modelId;
        this.recipe = recipe;
        size = recipe.inputSize();
        transform = new ImageTransform(size, recipe.normalisation());
        network = new FoldedNetwork(weights, recipe.architecture(), recipe.kind(), device);
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
    public List<Embedding> embed(List<PersonCrop> crops) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(
                        "The embedder of the model (%s) is closed. Maybe another model was activated."
                                .formatted(modelId));
            }
            List<Embedding> embeddings = new ArrayList<>(crops.size());
            for (int from = 0; from < crops.size(); from += MAX_BATCH) {
                embedBatch(crops.subList(from, Math.min(from + MAX_BATCH, crops.size())), embeddings);
            }
            return embeddings;
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private void embedBatch(List<PersonCrop> crops, List<Embedding> embeddings) {
        int imageLength = 3 * size.height() * size.width();
        float[] images = new float[crops.size() * imageLength];
        boolean visibleInLuminance = VisibleInput.of(recipe.visibleInput()) == VisibleInput.LUMINANCE;
        boolean[] luminance = new boolean[crops.size()];
        for (int i = 0; i < crops.size(); i++) {
            transform.writeTo(crops.get(i).image(), images, i * imageLength);
            luminance[i] = crops.get(i).modality() == Modality.INFRARED || visibleInLuminance;
        }
        long[] shape = {crops.size(), 3, size.height(), size.width()};
        for (float[] values : network.embed(images, shape, luminance)) {
            embeddings.add(Embedding.normalised(values));
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                network.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
