package io.vesper.cli;

import io.vesper.access.Caller;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.TrainingJobs;
import io.vesper.training.TrainingRequest;
import io.vesper.training.TrainingRequest.InitialWeights;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper train}: one training job, run to its end in this process. */
@Command(
        name = "train",
        description = "Trains a model, evaluates it and publishes it.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Runnable {
    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

    @Option(names = "--seed", description = "Instead of the preset's")
    @Nullable
    Long seed;

    @Option(names = "--init-model", description = "Start from a published model")
    @Nullable
    String initialModel;

    @Option(names = "--init-weights", description = "Start from a weights file under the models folder")
    @Nullable
    String initialWeights;

    @Option(names = "--model-id", description = "The published model's id. Default: preset, day and job")
    @Nullable
    String modelId;

    TrainCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            TrainingJobs jobs = beans.getBean(TrainingJobs.class);
            JobSnapshot job = Caller.COMMAND_LINE.call(() -> jobs.runNow(request(), new ProgressPrinter(console)));
            if (job.status() != JobStatus.COMPLETED) {
                throw new CommandFailedException(
                        "The job (%s) is %s: %s".formatted(job.id(), job.status(), job.error()));
            }
            console.print("Published the model (%s)."
                    .formatted(Objects.requireNonNull(job.result()).get("modelId")));
        }
    }

    private TrainingRequest request() {
        InitialWeights init = initialModel == null && initialWeights == null
                ? null
                : new InitialWeights(initialWeights, initialModel);
        return new TrainingRequest(
                training.dataset.reference(),
                training.preset,
                init,
                training.epochs,
                seed,
                training.settings.typed(),
                modelId,
                false);
    }
}
