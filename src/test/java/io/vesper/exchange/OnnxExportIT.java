package io.vesper.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.EngineMismatchException;
import io.vesper.embedding.EngineParity;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.network.EmbeddingKind;
import io.vesper.onnx.OnnxNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxExportIT {
    @TempDir
    Path folder;

    private ModelsFolder models;
    private Path out;

    @BeforeEach
    void open() {
        models = new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
        out = folder.resolve("model.onnx");
    }

    @ParameterizedTest
    @CsvSource({
        "small, false, false, observation, colour",
        "small, false, true, representation, luminance",
        "small, true, false, observation, luminance",
        "small, true, false, representation, colour",
        "resnet18, false, false, observation, colour",
        "resnet50-half, false, false, representation, colour"
    })
    void onnxRuntimeGivesTheEmbeddersVectors(
            String backbone, boolean attends, boolean draws, String kind, String visibleInput) throws IOException {
        SmallModel small = new SmallModel(backbone, attends, draws, kind, visibleInput);
        PublishedModel model = small.publish(models, "small");
        double difference = new ModelExport(models, model, small.recipe()).onnx(out);
        assertThat(difference).isBetween(0.0, 1e-5);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
        float[] images = noise(3 * small.recipe().inputSize().values());
        try (OnnxNetwork network = new OnnxNetwork(out)) {
            float[][] visible = network.embed(images, new boolean[] {false, false, false});
            float[][] infrared = network.embed(images, new boolean[] {true, true, true});
            assertThat(cosine(visible[0], visible[0])).isCloseTo(1, within(1e-5));
            assertThat(cosine(visible[0], visible[1])).isLessThan(0.9999);
            if (visibleInput.equals("colour")) {
                assertThat(cosine(visible[0], infrared[0])).isLessThan(0.9999);
            } else {
                assertThat(visible).isDeepEqualTo(infrared);
            }
        }
    }

    @Test
    void theFileSaysWhatItTakesAndGives() throws Exception {
        PublishedModel model = SmallModel.PLAIN.publish(models, "small");
        new ModelExport(models, model, SmallModel.PLAIN.recipe()).onnx(out);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(out.toString())) {
            assertThat(session.getInputNames()).containsExactly("image", "infrared");
            assertThat(session.getOutputNames()).containsExactly("embedding");
            assertThat(session.getInputInfo().get("image").getInfo().toString()).contains("[-1, 3, 48, 24]");
            assertThat(session.getOutputInfo().get("embedding").getInfo().toString())
                    .contains("[-1, 128]");
            assertThat(session.getMetadata().getProducerName()).isEqualTo("vesper");
            assertThat(session.getMetadata().getDescription()).contains("image [N, 3, 48, 24]", "infrared [N]");
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("vesper.modelId", "small")
                    .hasEntrySatisfying(
                            "vesper.recipe", recipe -> assertThat(recipe).contains("\"visibleInput\":\"colour\""));
        }
    }

    @Test
    void aFileThatGivesOtherEmbeddingsIsRefused() throws IOException {
        PublishedModel model = SmallModel.PLAIN.publish(models, "small");
        new ModelExport(models, model, SmallModel.PLAIN.recipe()).onnx(out);
        EmbeddingRecipe other = new SmallModel("small", false, false, "observation", "luminance").recipe();
        try (Embedder exported = NetworkEmbedder.ofGraph("small", SmallModel.PLAIN.recipe(), "float32", out);
                Embedder reference = models.openReference(model, other)) {
            EngineParity parity = EngineParity.of(exported, reference, other.inputSize());
            assertThatExceptionOfType(EngineMismatchException.class)
                    .isThrownBy(() -> parity.require("float32"))
                    .withMessageContaining("other embeddings than PyTorch");
        }
    }

    @Test
    void anEmbeddingOfAllBranchesAndAFileThatIsNoneAreRefused() throws IOException {
        PublishedModel model = SmallModel.PLAIN.publish(models, "small");
        ModelExport export =
                new ModelExport(models, model, SmallModel.PLAIN.recipe().with(EmbeddingKind.ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> export.onnx(out)).withMessageContaining("(all)");
        assertThat(out).doesNotExist();
        Path text = Files.writeString(folder.resolve("text.onnx"), "no graph");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnnxNetwork(text))
                .withMessageContaining("text.onnx");
    }

    private static float[] noise(int count) {
        Random random = new Random(11);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
