package io.vesper.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfPrecisionIT {
    @TempDir
    Path folder;

    private ModelsFolder models;
    private PublishedModel original;

    @BeforeEach
    void publish() throws IOException {
        models = new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
        original = new SmallModel("small", true, false, "representation", "luminance").publish(models, "original");
    }

    @Test
    void aFileOfHalvesIsHalfTheSizeAndRoundedToTheNearest() throws IOException {
        Path exact = export("exact", Precision.FLOAT32);
        Path halves = export("halves", Precision.FLOAT16);
        assertThat((double) Files.size(halves) / Files.size(exact)).isLessThan(0.6);
        TensorSource rounded = SafetensorsFile.open(halves);
        for (String name : rounded.names()) {
            float[] expected = original.tensors().values(name);
            float[] found = rounded.values(name);
            for (int i = 0; i < found.length; i++) {
                // Half a unit in the last of 11 bits; below 2^-14 the units grow no smaller.
                float unit = Math.max(Math.abs(expected[i]), 0x1p-14f) / 1024;
                assertThat(found[i]).isCloseTo(expected[i], within(unit / 2));
            }
        }
    }

    @Test
    void aModelOfHalvesSearchesAlike() throws IOException {
        ImportSettings settings = new ImportSettings(
                export("exact", Precision.FLOAT32),
                null,
                null,
                true,
                new ImportSettings.Recipe(null, null, null, null),
                Precision.FLOAT16,
                1);
        try (ModelImport imported = new ModelImport(settings)) {
            PublishedModel half = imported.publish(models, "half");
            assertThat(Files.size(half.weights())).isLessThan(Files.size(settings.file()) * 6 / 10);
        }
        List<Embedding> halves = SmallModel.embed(models, "half");
        List<Embedding> wholes = SmallModel.embed(models, "original");
        for (int i = 0; i < wholes.size(); i++) {
            assertThat(halves.get(i).cosine(wholes.get(i))).isBetween(0.9999, 1.0001);
            assertThat(halves.get(i)).isNotEqualTo(wholes.get(i));
        }
    }

    private Path export(String name, Precision precision) throws IOException {
        Path file = folder.resolve(name);
        new ModelExport(models, original, original.manifest().recipe()).safetensors(file, true, precision);
        return file;
    }
}
