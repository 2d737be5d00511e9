package io.vesper.gallery;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.NetworkArchitecture;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjIntConsumer;

/** A registry of grid models; each opened embedder is remembered. */
public final class GridModels implements ModelRegistry {
    private final Map<String, Integer> cells = new TreeMap<>();
    private final Map<String, String> weights = new TreeMap<>();
    private final Map<String, OpenSet> thresholds = new TreeMap<>();
    private final Map<String, Runnable> beforeEmbedding = new ConcurrentHashMap<>();
    private volatile ObjIntConsumer<String> afterEmbedding = (modelId, images) -> {};
    private volatile Runnable beforeListing = () -> {};
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

    /** The same with thresholds for one of them. */
    public GridModels with(String modelId, OpenSet openSet) {
        thresholds.put(modelId, openSet);
        return this;
    }

    /** Other weights under the same id. */
    void republish(String modelId) {
        weights.put(modelId, "other");
    }

    /** Whenever that model embeds, this runs first; it may block or throw. */
    public void beforeEmbedding(String modelId, Runnable action) {
        beforeEmbedding.put(modelId, action);
    }

    /** Whenever a model has embedded images, this is told how many. */
    public void afterEmbedding(ObjIntConsumer<String> action) {
        afterEmbedding = action;
    }

    /** Whenever all models are asked for, this runs first. */
    public void beforeListing(Runnable action) {
        beforeListing = action;
    }

    public List<GridEmbedder> opened() {
        return new ArrayList<>(opened);
    }

    @Override
    public List<PublishedModel> models() {
        beforeListing.run();
        return cells.keySet().stream().map(this::published).toList();
    }

    @Override
    public PublishedModel model(String modelId) {
        if (!cells.containsKey(modelId)) {
            throw new NoSuchModelException(modelId);
        }
        return published(modelId);
    }

    @Override
    public Embedder open(String modelId) {
        model(modelId);
        GridEmbedder embedder = new GridEmbedder(
                modelId,
                cells.get(modelId),
                () -> beforeEmbedding.getOrDefault(modelId, () -> {}).run(),
                images -> afterEmbedding.accept(modelId, images));
        opened.add(embedder);
        return embedder;
    }

    @Override
    public void delete(String modelId) {
        model(modelId);
        cells.remove(modelId);
    }

    private PublishedModel published(String modelId) {
        EmbeddingRecipe recipe = new EmbeddingRecipe(
                NetworkArchitecture.paper(2), InputSize.PERSON, Normalisation.IMAGENET, "representation", "colour");
        ModelManifest manifest = new ModelManifest(
                modelId,
                Instant.EPOCH,
                recipe,
                List.of("shared"),
                "test",
                1,
                "test",
                Map.of(),
                Map.of(),
                weights.getOrDefault(modelId, "first"));
        return new PublishedModel(Path.of(modelId), manifest.with(thresholds.get(modelId)));
    }
}
