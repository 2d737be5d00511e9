package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** {@code import} and {@code export} as typed, with the shipped model and the shipped part of ResNet-50. */
class WeightsCommandsIT {
    private static final Path PARTIAL = Path.of("src/main/resources/weights/resnet50_imagenet1k_v1_partial.npz");

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void theShippedModelGoesOutAndComesInAgain() throws IOException {
        Path file = folder.resolve("half.safetensors");
        assertThat(run(
                        "export",
                        "--model",
                        "synthetic",
                        "--format",
                        "serving",
                        "--precision",
                        "float16",
                        "--out",
                        file.toString()))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);
        ModelsFolder models = models(folder.resolve("models"));
        Outcome imported = run(
                folder.resolve("models"),
                "import",
                "--from",
                file.toString(),
                "--model-id",
                "again",
                "--strict",
                "--precision",
                "float16");
        assertThat(imported.err).isEmpty();
        assertThat(imported.out).contains("named as by vesper, backbone resnet50-half", "Published the model (again).");
        assertThat(models.model("again").manifest().recipe())
                .isEqualTo(
                        models(Path.of("models")).model("synthetic").manifest().recipe());
        assertThat(Files.size(models.model("again").weights()))
                // But for the longer name in its header.
                .isCloseTo(Files.size(Path.of("models/synthetic/model.safetensors")), within(64L));
    }

    @Test
    void theShippedModelIsExportedAsOnnxAfterACheck() {
        Path file = folder.resolve("shipped.onnx");
        Outcome exported = run("export", "--format", "onnx", "--out", file.toString());
        assertThat(exported.err).isEmpty();
        assertThat(exported.out).containsPattern("a value differs by \\d\\.\\de-\\d\\d at most");
        assertThat(file).isNotEmptyFile();
        Outcome half = run("export", "--format", "onnx", "--precision", "float16", "--out", file.toString());
        assertThat(half.exitCode).isEqualTo(1);
        assertThat(half.err).contains("float32 only");
    }

    @Test
    void aPartialBackboneIsTakenWithATableOfWhatIsMissingAndRefusedIfStrict() {
        Path out = folder.resolve("encoder.safetensors");
        Outcome strict = run("import", "--from", PARTIAL.toString(), "--strict", "--out", out.toString());
        assertThat(strict.exitCode).isEqualTo(1);
        assertThat(strict.err).contains("237 loaded, 28 missing, 0 extra, 0 misshaped");
        assertThat(out).doesNotExist();
        Outcome lenient = run("import", "--from", PARTIAL.toString(), "--out", out.toString());
        assertThat(lenient.exitCode).isZero();
        assertThat(lenient.out.lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains("loaded | 237 tensors", "missing | layer4.2.conv3.weight | [2048, 512, 1, 1] | -");
        assertThat(out).isNotEmptyFile();
    }

    @Test
    void wordsThatMakeNoSenseAreRefused() {
        String from = PARTIAL.toString();
        assertThat(run("import", "--from", from).err).contains("--model-id");
        assertThat(run("import", "--from", from, "--out", "x", "--input-size", "256").err)
                .contains("(256)");
        assertThat(run("import", "--from", from, "--out", "x", "--format", "keras").err)
                .contains("(keras)");
        assertThat(run("import", "--from", from, "--model-id", "x").err).contains("no whole model");
        assertThat(run("import", "--from", "nowhere.pth", "--model-id", "x").err)
                .contains("nowhere.pth");
        assertThat(run("export", "--format", "tflite", "--out", "x").err).contains("(tflite)");
        assertThat(Path.of("x")).doesNotExist();
    }

    private Outcome run(String... words) {
        return run(Path.of("models"), words);
    }

    private static Outcome run(Path modelsDir, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = VesperCommand.run(new ModelsOnly(modelsDir), words);
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private static ModelsFolder models(Path folder) {
        return new ModelsFolder(new EmbeddingSettings(folder, null));
    }

    /** The one bean that these commands need. */
    private record ModelsOnly(Path modelsDir) implements Application {
        @Override
        public ConfigurableApplicationContext beans(Map<String, Object> settings) {
            GenericApplicationContext context = new GenericApplicationContext();
            context.registerBean(ModelsFolder.class, () -> models(modelsDir));
            context.refresh();
            return context;
        }

        @Override
        public ConfigurableApplicationContext server(Map<String, Object> settings) {
            throw new UnsupportedOperationException("No command here serves.");
        }

        @Override
        public void serve(String... arguments) {
            throw new UnsupportedOperationException("No command here serves.");
        }
    }
}
