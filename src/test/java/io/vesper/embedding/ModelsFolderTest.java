package io.vesper.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.checkpoint.TensorSource;
import io.vesper.network.NetworkArchitecture;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {
    @TempDir
    Path folder;

    private ModelsFolder models;

    @BeforeEach
    void open() {
        models = new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
    }

    @Test
    void withoutAFolderThereAreNoModels() {
        assertThat(models.models()).isEmpty();
    }

    @Test
    void publishedModelsAreListedTheNewestFirst() throws IOException {
        publish("older", Instant.EPOCH, 1);
        publish("newer", Instant.EPOCH.plusSeconds(1), 2);
        assertThat(models.models()).extracting(PublishedModel::modelId).containsExactly("newer", "older");
        assertThat(models.model("newer").manifest().sha256()).hasSize(64);
    }

    @Test
    void whatIsHalfWrittenOrNoModelIsNotListed() throws IOException {
        Files.createDirectories(folder.resolve("models/.night.tmp"));
        Files.createDirectories(folder.resolve("models/empty"));
        Files.writeString(folder.resolve("models/weights.npz"), "x");
        assertThat(models.models()).isEmpty();
        assertThatThrownBy(() -> models.model("empty")).isInstanceOf(NoSuchModelException.class);
    }

    @Test
    void anIdIsNeverAPathOutOfTheFolder() throws IOException {
        publish("real", Instant.EPOCH, 1);
        for (String id : List.of("../models/real", "..", ".", "", "real/", "/real", "a\0b", ".real.tmp")) {
            assertThatThrownBy(() -> models.model(id)).as(id).isInstanceOf(NoSuchModelException.class);
        }
    }

    @Test
    void weightsThatWereReplacedAreRefused() throws IOException {
        Path weights = publish("night", Instant.EPOCH, 1).weights();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> models.open("night"))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining("night")
                .hasMessageContaining("replaced or cut");
    }

    @Test
    void aManifestThatCannotBeReadOrNamesAnotherModelIsRefused() throws IOException {
        Path manifest = publish("night", Instant.EPOCH, 1).folder().resolve("model.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("night", "day"));
        assertThatThrownBy(() -> models.model("night")).hasMessageContaining("(day)");
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> models.model("night")).isInstanceOf(DamagedModelException.class);
    }

    @Test
    void publishingTheSameAgainLeavesOneAndAnotherUnderItsNameIsRefused() throws IOException {
        publish("night", Instant.EPOCH, 1);
        publish("night", Instant.EPOCH.plusSeconds(5), 1);
        assertThat(models.models()).hasSize(1);
        assertThatThrownBy(() -> publish("night", Instant.EPOCH, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another model of that id");
        assertThat(folder.resolve("models")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void thresholdsAreStoredAndNothingElseChanges() throws IOException {
        PublishedModel before = publish("night", Instant.EPOCH, 1);
        Path manifest = before.folder().resolve("model.json");
        String text = Files.readString(manifest);
        assertThat(text).doesNotContain("openSet");
        assertThat(models.model("night").manifest().openSet()).isNull();
        Files.writeString(manifest, text.replaceFirst("\\{", "{\"ofALaterVersion\": 7,"));
        OpenSet first = openSet(0.4);
        OpenSet second = openSet(0.5);

        models.store("night", first);
        assertThat(models.model("night").manifest()).isEqualTo(before.manifest().with(first));
        models.store("night", second);

        PublishedModel after = models.model("night");
        assertThat(after.manifest()).isEqualTo(before.manifest().with(second));
        assertThat(Files.readString(manifest)).contains("\"ofALaterVersion\" : 7");
        assertThat(after.tensors().names()).containsExactly("x");
        assertThat(after.folder()).isDirectoryNotContaining("glob:**.draft");
        assertThatThrownBy(() -> models.store("day", first)).isInstanceOf(NoSuchModelException.class);
    }

    @Test
    void aThresholdThatCannotBeIsRefusedWithItsManifest() throws IOException {
        PublishedModel model = publish("night", Instant.EPOCH, 1);
        models.store("night", openSet(0.4));
        Path manifest = model.folder().resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace(": 0.4,", ": 4,"));

        assertThatThrownBy(() -> models.model("night")).isInstanceOf(DamagedModelException.class);
    }

    private static OpenSet openSet(double threshold) {
        return new OpenSet(
                "set",
                "validation",
                Map.of("visible-infrared", List.of(new OpenSet.Threshold(0.1, threshold, 0.25, 1000, 50))));
    }

    @Test
    void aNameThatIsNoIdIsNotPublished() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish("../night", Instant.EPOCH, 1))
                .withMessageContaining("(../night)");
    }

    private PublishedModel publish(String modelId, Instant createdAt, float value) throws IOException {
        EmbeddingRecipe recipe = new EmbeddingRecipe(
                NetworkArchitecture.paper(2), InputSize.PERSON, Normalisation.IMAGENET, "representation", "colour");
        ModelManifest manifest = new ModelManifest(
                modelId, createdAt, recipe, List.of("shared"), "demo", 1, "demo", Map.of(), Map.of(), "");
        return models.publish(new ModelContents(manifest, new OneTensor(value), "# " + modelId));
    }

    private record OneTensor(float value) implements TensorSource {
        @Override
        public Set<String> names() {
            return Set.of("x");
        }

        @Override
        public long[] shape(String name) {
            return new long[] {1};
        }

        @Override
        public float[] values(String name) {
            return new float[] {value};
        }
    }
}
