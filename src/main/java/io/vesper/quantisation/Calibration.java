package io.vesper.quantisation;

import io.vesper.embedding.CropBatch;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.PublishedModel;
import io.vesper.onnx.ActivationRange;
import io.vesper.onnx.OnnxFile;
import io.vesper.onnx.OnnxNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at what passes between a model's layers while it embeds pictures. */
final class Calibration implements AutoCloseable {
    private static final int BATCH = 8;

    private final EmbeddingRecipe recipe;
    private final Path file;
    private final OnnxNetwork network;
    private final Map<String, ActivationHistogram> histograms = new HashMap<>();

    /** @throws IOException if a temporary file cannot be written */
    Calibration(PublishedModel model) throws IOException {
        recipe = model.manifest().recipe();
        file = Files.createTempFile("vesper-calibration", ".onnx");
        try {
            OnnxFile.writeObserved(file, model.tensors(), recipe.signature(Map.of(), Map.of()));
            network = new OnnxNetwork(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void add(List<PersonCrop> crops) {
        for (int from = 0; from < crops.size(); from += BATCH) {
            CropBatch batch = CropBatch.of(crops.subList(from, Math.min(from + BATCH, crops.size())), recipe);
            network.observe(
                    batch.images(),
                    batch.luminance(),
                    (name, values) -> histograms
                            .computeIfAbsent(name, activation -> new ActivationHistogram())
                            .add(values));
        }
    }

    /**
     * The ranges, by activation.
     *
     * @param cut see {@link ActivationHistogram#range}
     */
    Map<String, ActivationRange> ranges(double cut) {
        Map<String, ActivationRange> ranges = new TreeMap<>();
        histograms.forEach((name, histogram) -> ranges.put(name, histogram.range(cut)));
        return ranges;
    }

    @Override
    public void close() throws IOException {
        network.close();
        Files.deleteIfExists(file);
    }
}
