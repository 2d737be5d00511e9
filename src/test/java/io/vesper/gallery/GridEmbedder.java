package io.vesper.gallery;

import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EngineReport;
import io.vesper.embedding.PersonCrop;
import io.vesper.network.FeatureMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Embeds a picture as the mean colours of a grid of cells: deterministic, and alike for pictures that look alike. */
public final class GridEmbedder implements Embedder {
    private final String modelId;
    private final int cells;
    private final Runnable beforeEmbedding;
    private final IntConsumer afterEmbedding;
    private volatile boolean closed;

    /** @param cells along each side */
    public GridEmbedder(String modelId, int cells) {
        this(modelId, cells, () -> {}, images -> {});
    }

    /**
     * @param beforeEmbedding runs at the beginning of each call; may block or throw
     * @param afterEmbedding told of how many images, at the end of each call
     */
    GridEmbedder(String modelId, int cells, Runnable beforeEmbedding, IntConsumer afterEmbedding) {
        this.modelId = modelId;
        this.cells = cells;
        this.beforeEmbedding = beforeEmbedding;
        this.afterEmbedding = afterEmbedding;
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public int dimension() {
        return 3 * cells * cells + 1;
    }

    @Override
    public EngineReport engine() {
        return new EngineReport("grid", "cpu", "float32", workers(), Map.of());
    }

    @Override
    public List<Embedding> embed(List<PersonCrop> crops) {
        beforeEmbedding.run();
        if (closed) {
            throw new IllegalStateException("The embedder (%s) is closed.".formatted(modelId));
        }
        List<Embedding> embedded =
                crops.stream().map(crop -> embed(crop.image())).toList();
        afterEmbedding.accept(embedded.size());
        return embedded;
    }

    /** The cells' mean colours in three channels, and a fourth that is the same everywhere, so that a grey picture has a direction. */
    @Override
    public List<FeatureMap> featureMaps(List<PersonCrop> crops) {
        beforeEmbedding.run();
        return crops.stream().map(crop -> featureMap(crop.image())).toList();
    }

    private FeatureMap featureMap(RgbImage image) {
        float[] colours = colours(image);
        float[] values = new float[4 * cells * cells];
        for (int cell = 0; cell < cells * cells; cell++) {
            for (int c = 0; c < 3; c++) {
                values[c * cells * cells + cell] = colours[3 * cell + c];
            }
            values[3 * cells * cells + cell] = 0.1f;
        }
        return new FeatureMap(4, cells, cells, values);
    }

    private Embedding embed(RgbImage image) {
        return Embedding.normalised(colours(image));
    }

    private float[] colours(RgbImage image) {
        float[] sums = new float[dimension()];
        int[] counts = new int[dimension()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int cell = (y * cells / image.height()) * cells + x * cells / image.width();
                for (int c = 0; c < 3; c++) {
                    sums[3 * cell + c] += (image.pixels()[3 * (y * image.width() + x) + c] & 0xFF) / 255f - 0.5f;
                    counts[3 * cell + c]++;
                }
            }
        }
        for (int i = 0; i < sums.length - 1; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        sums[sums.length - 1] = 0.1f; // a grey picture has a direction too
        return sums;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
