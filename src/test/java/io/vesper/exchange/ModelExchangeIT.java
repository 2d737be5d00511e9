package io.vesper.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.ImportReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExchangeIT {
    @TempDir
    Path folder;

    private ModelsFolder models;
    private PublishedModel original;
    private Path file;

    @BeforeEach
    void publish() throws IOException {
        models = new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
        original = new SmallModel("small", true, false, "representation", "luminance").publish(models, "original");
        file = folder.resolve("exported.safetensors");
    }

    @Test
    void aWholeModelComesBackAsItWas() throws IOException {
        export(false, Precision.FLOAT32);
        PublishedModel back = imported(settings(true), "back");
        assertThat(back.manifest().recipe()).isEqualTo(original.manifest().recipe());
        assertThat(back.manifest().branches()).containsExactly("visible", "infrared", "shared");
        assertSameTensors(back.tensors(), original.tensors());
        assertThat(Files.readString(back.folder().resolve("MODEL.md")))
                .contains("exported.safetensors", "not evaluated");
    }

    @Test
    void aServingModelComesBackAsItWas() throws IOException {
        export(true, Precision.FLOAT32);
        assertThat(SafetensorsFile.open(file).names())
                .allMatch(name -> name.startsWith("shared.") && !name.contains("classifier"));
        PublishedModel back = imported(settings(true), "back");
        assertThat(back.manifest().branches()).containsExactly("shared");
        assertSameTensors(back.tensors(), SafetensorsFile.open(file));
        assertThat(SmallModel.embed(models, "back")).isEqualTo(SmallModel.embed(models, "original"));
    }

    @Test
    void withoutNotesTheArchitectureFollowsFromTheTensorsAndTheRestIsSaid() throws IOException {
        SafetensorsWriter.write(file, original.tensors(), Map.of());
        ImportSettings.Recipe said = new ImportSettings.Recipe(
                null, original.manifest().recipe().inputSize(), "representation", "luminance");
        PublishedModel back = imported(new ImportSettings(file, null, null, true, said, Precision.FLOAT32, 1), "back");
        assertThat(back.manifest().recipe()).isEqualTo(original.manifest().recipe());
    }

    @Test
    void whatTheFileLacksKeepsItsSeededStartAndTheReportSaysSo() throws IOException {
        TensorSource whole = original.tensors();
        String left = "infrared.encoder.layer3.0.conv2.weight";
        SafetensorsWriter.write(file, RenamedTensors.select(whole, name -> !name.equals(left)), Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelImport(settings(true)))
                .withMessageContaining("1 missing")
                .withMessageContaining(left);
        PublishedModel first = imported(settings(false), "first");
        PublishedModel second = imported(settings(false), "second");
        assertThat(first.tensors().values(left))
                .isEqualTo(second.tensors().values(left))
                .isNotEqualTo(whole.values(left));
        assertThat(Files.readString(first.folder().resolve("MODEL.md"))).contains("1 missing", left);
        assertThat(models.models()).hasSize(3);
    }

    @Test
    void aBackboneIsNoModelButAFileToStartFrom() throws IOException {
        String encoder = "shared.encoder.";
        Map<String, String> names = new LinkedHashMap<>();
        original.tensors().names().stream()
                .filter(name -> name.startsWith(encoder) && !name.endsWith("gamma"))
                .forEach(name -> names.put(name.substring(encoder.length()), name));
        SafetensorsWriter.write(file, new RenamedTensors(original.tensors(), names), Map.of());
        Path out = folder.resolve("encoder.safetensors");
        try (ModelImport imported = new ModelImport(settings(true))) {
            assertThat(imported.format().label()).isEqualTo("torchvision");
            assertThat(imported.report().count(Status.LOADED)).isEqualTo(names.size());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> imported.publish(models, "backbone"))
                    .withMessageContaining("no whole model");
            imported.write(out);
        }
        assertSameTensors(SafetensorsFile.open(out), SafetensorsFile.open(file));
        assertThat(models.models()).hasSize(1);
    }

    @Test
    void anotherModelOfTheSameIdIsNotReplaced() throws IOException {
        export(true, Precision.FLOAT32);
        List<Embedding> before = SmallModel.embed(models, "original");
        assertThatThrownBy(() -> imported(settings(true), "original")).isInstanceOf(IOException.class);
        assertThat(SmallModel.embed(models, "original")).isEqualTo(before);
    }

    private void export(boolean servingOnly, Precision precision) throws IOException {
        new ModelExport(models, original, original.manifest().recipe()).safetensors(file, servingOnly, precision);
    }

    private ImportSettings settings(boolean strict) {
        ImportSettings.Recipe unsaid = new ImportSettings.Recipe(null, null, null, null);
        return new ImportSettings(file, null, null, strict, unsaid, Precision.FLOAT32, 1);
    }

    private PublishedModel imported(ImportSettings settings, String modelId) throws IOException {
        try (ModelImport imported = new ModelImport(settings)) {
            return imported.publish(models, modelId);
        }
    }

    private static void assertSameTensors(TensorSource found, TensorSource expected) {
        assertThat(found.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            assertThat(found.shape(name)).as(name).isEqualTo(expected.shape(name));
            assertThat(found.values(name)).as(name).isEqualTo(expected.values(name));
        }
    }
}
