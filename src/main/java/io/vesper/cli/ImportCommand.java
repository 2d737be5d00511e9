package io.vesper.cli;

import io.vesper.checkpoint.Precision;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.exchange.ImportSettings;
import io.vesper.exchange.ModelImport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper import}: a weights file from elsewhere to a published model, or a backbone to a file that trainings start from. */
@Command(
        name = "import",
        description = {
            "Imports weights: .pth and .pt (of both kinds), .safetensors, .npz.",
            "A whole network becomes a published model (--model-id). A backbone of torchvision or timm becomes a file (--out) that"
                    + " train --init-weights starts from; train takes .pth files directly, too."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Runnable {
    private static final String AUTO = "auto";

    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The weights file")
    Path from = Path.of("");

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    @Option(
            names = "--format",
            defaultValue = AUTO,
            description =
                    "Who named the tensors: torchvision, timm, release (the paper's authors) or vesper. Default: ${DEFAULT-VALUE}")
    String format = AUTO;

    @Option(names = "--key", description = "Which dictionary in the file, if it has several, for example model")
    @Nullable
    String key;

    @Option(names = "--strict", description = "Refuse if a tensor is missing, extra or misshaped")
    boolean strict;

    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = "--precision",
            defaultValue = "float32",
            description = "float32 or float16. Default: ${DEFAULT-VALUE}")
    String precision = "float32";

    @Option(names = "--seed", defaultValue = "1", description = "Of what the file lacks. Default: ${DEFAULT-VALUE}")
    long seed = 1;

    /** Where the weights go. */
    static final class Target {
        @Option(names = "--model-id", required = true, description = "Publish a model of this id")
        @Nullable
        String modelId;

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "Write a .safetensors file")
        @Nullable
        Path out;
    }

    ImportCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        ImportSettings settings = settings();
        try (ConfigurableApplicationContext beans = folders.start(application);
                ModelImport imported = new ModelImport(settings)) {
            console.print("%s: tensors named as by %s, backbone %s"
                    .formatted(
                            from,
                            imported.format().label(),
                            imported.recipe().architecture().backbone().name()));
            console.print(imported.report().table());
            console.print(keep(imported, beans.getBean(ModelsFolder.class)));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The weights (%s) cannot be kept: %s. Maybe the folder is missing or cannot be written, or has a model of that id."
                            .formatted(from, e),
                    e);
        }
    }

    private ImportSettings settings() {
        return new ImportSettings(
                from, key, format.equals(AUTO) ? null : format, strict, recipe.recipe(), Precision.of(precision), seed);
    }

    private String keep(ModelImport imported, ModelsFolder models) throws IOException {
        if (target.modelId != null) {
            PublishedModel model = imported.publish(models, target.modelId);
            return "Published the model (%s).".formatted(model.modelId());
        }
        Path out = Path.of(String.valueOf(target.out));
        imported.write(out);
        return "Wrote the tensors that fit (%s). Put the file under the models folder, and train --init-weights starts from it."
                .formatted(out);
    }
}
