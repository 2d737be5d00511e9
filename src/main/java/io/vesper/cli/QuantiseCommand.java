package io.vesper.cli;

import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.embedding.Quantisation;
import io.vesper.quantisation.ModelQuantisation;
import io.vesper.training.TrainingDatasets;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper quantise}: a published model to a faster one in int8. */
@Command(
        name = "quantise",
        description = {
            "Rounds a published model to int8, and publishes the outcome as a model of its own if its mAP on the dataset's test people"
                    + " drops by 0.5 points at most.",
            "Ranges are measured on the dataset's training and validation people."
        },
        mixinStandardHelpOptions = true)
final class QuantiseCommand implements Runnable {
    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--model", defaultValue = "synthetic", description = "A published model. Default: ${DEFAULT-VALUE}")
    String modelId = "synthetic";

    @Option(names = "--model-id", description = "Of the new model. Default: that of the old, with -int8 after it")
    @Nullable
    String newModelId;

    QuantiseCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        String published = newModelId == null ? modelId + "-int8" : newModelId;
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            ModelsFolder models = beans.getBean(ModelsFolder.class);
            PublishedModel model = new ModelQuantisation(
                            models,
                            models.model(modelId),
                            beans.getBean(TrainingDatasets.class).read(dataset.reference()))
                    .publish(published);
            print(model, Objects.requireNonNull(model.manifest().quantisation()));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The model (%s) cannot be published: %s. Maybe the models folder is read-only."
                            .formatted(published, e),
                    e);
        }
    }

    private void print(PublishedModel model, Quantisation quantisation) {
        Quantisation.Evaluation evaluation = quantisation.evaluation();
        console.print("mAP on the test people of %s: %.2f %% in float32, %.2f %% in int8."
                .formatted(
                        evaluation.dataset(),
                        100 * evaluation.sourceMeanAveragePrecision(),
                        100 * evaluation.meanAveragePrecision()));
        console.print("Published the model (%s).".formatted(model.modelId()));
    }
}
