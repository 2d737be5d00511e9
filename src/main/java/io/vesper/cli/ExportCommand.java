package io.vesper.cli;

import io.vesper.checkpoint.Precision;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.exchange.ExportFormat;
import io.vesper.exchange.ModelExport;
import io.vesper.network.EmbeddingKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper export}: a published model to a file for others. */
@Command(
        name = "export",
        description =
                "Exports a published model as safetensors (whole, or what serving needs) or ONNX (the shared branch).",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Runnable {
    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Option(names = "--model", defaultValue = "synthetic", description = "A published model. Default: ${DEFAULT-VALUE}")
    String modelId = "synthetic";

    @Option(names = "--format", required = true, description = "safetensors, serving or onnx")
    String format = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to; replaced if it exists")
    Path out = Path.of("");

    @Option(
            names = "--precision",
            defaultValue = "float32",
            description = "float32 or float16. Default: ${DEFAULT-VALUE}")
    String precision = "float32";

    @Option(names = "--embedding", description = "observation, representation or all. Default: the model's own")
    @Nullable
    String embeddingKind;

    ExportCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        ExportFormat chosen = ExportFormat.of(format);
        Precision exactness = Precision.of(precision);
        if (chosen == ExportFormat.ONNX && exactness != Precision.FLOAT32) {
            throw new IllegalArgumentException(
                    "An ONNX file is written in float32 only, not in (%s).".formatted(precision));
        }
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            ModelsFolder models = beans.getBean(ModelsFolder.class);
            PublishedModel model = models.model(modelId);
            ModelExport export = new ModelExport(models, model, recipe(model));
            if (chosen == ExportFormat.ONNX) {
                double difference = export.onnx(out);
                console.print("ONNX Runtime gives the model's embeddings; a value differs by %.1e at most."
                        .formatted(difference));
            } else {
                export.safetensors(out, chosen == ExportFormat.SERVING, exactness);
            }
            console.print("Wrote the model (%s) to (%s).".formatted(modelId, out));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(
                    "The file (%s) cannot be written: its folder does not exist. Maybe make it first.".formatted(out),
                    e);
        } catch (IOException e) {
            throw new CommandFailedException("The file (%s) cannot be written: %s".formatted(out, e), e);
        }
    }

    private EmbeddingRecipe recipe(PublishedModel model) {
        EmbeddingRecipe own = model.manifest().recipe();
        return embeddingKind == null ? own : own.with(EmbeddingKind.of(embeddingKind));
    }
}
