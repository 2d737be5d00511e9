package io.vesper.gallery;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.embedding.PublishedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry of grid models; each opened embedder is remembered. */
public final class GridModels implements ModelRegistry {
    private final Map<String, Integer> cells = new TreeMap<>();
    private final Map<String, Runnable> beforeEmbedding = new ConcurrentHashMap<>();
    private final List<GridEmbedder> opened = new CopyOnWriteArrayList<>();

    /** Two models of different dimension: {@code grid-a} and {@code grid-b}. */
    public static GridModels twoModels() {
        GridModels models = new GridModels();
        models.cells.put("grid-a", 3);
        models.cells.put("grid-b", 4);
        return models;
    }

    public static GridModels only(String... modelIds) {
        GridModels models = new GridModels();
        for (String modelId : modelIds) {
            models.cells.put(modelId, 3);
        }
        return models;
    }

    /** Whenever that model embeds, this runs first; it may block or throw. */
    void beforeEmbedding(String modelId, Runnable action) {
        beforeEmbedding.put(modelId, action);
    }

    public List<GridEmbedder> opened() {
        return new ArrayList<>(opened);
    }

    @Override
    public List<PublishedModel> models() {
        return cells.keySet().stream().map(PublishedModel::new).toList();
    }

    @Override
    public PublishedModel model(String modelId) {
        if (!cells.containsKey(modelId)) {
            throw new NoSuchModelException("There is no model (%s).".formatted(modelId));
        }
        return new PublishedModel(modelId);
    }

    @Override
    public Embedder open(String modelId) {
        model(modelId);
        GridEmbedder embedder = new GridEmbedder(
                modelId,
                cells.get(modelId),
                () -> beforeEmbedding.getOrDefault(modelId, () -> {}).run());
        opened.add(embedder);
        return embedder;
    }
}
