package io.vesper.cli;

import io.vesper.ablation.AblationJobs;
import io.vesper.ablation.AblationRequest;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vesper ablate}: the same seeds with loss terms switched on and off, as one table. */
@Command(
        name = "ablate",
        description = "Trains each row of an ablation with each seed, and prints the table.",
        mixinStandardHelpOptions = true)
final class AblateCommand implements Runnable {
    private final Application application;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Mixin
    SettingOptions settings = new SettingOptions();

    @Option(names = "--preset", defaultValue = "demo", description = "demo, compact, paper or official. Default: demo")
    String preset = "demo";

    @Option(names = "--epochs", description = "Of each training, instead of the preset's")
    @Nullable
    Integer epochs;

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Comma list. Default: 1,2,3")
    List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(
            names = "--rows",
            split = ",",
            description = "Of baseline, bottleneck, conventional-ib, multi-view-ib, vsd, vcd, vml, all. Default: each")
    List<String> rows = List.of();

    AblateCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        AblationRequest request = request(); // refused before anything is started
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            JobSnapshot job = beans.getBean(AblationJobs.class).runNow(request, new ProgressPrinter(spec));
            Map<String, ?> result = job.result();
            if (job.status() != JobStatus.COMPLETED || result == null) {
                throw new CommandFailedException(
                        "The job (%s) is %s: %s".formatted(job.id(), job.status(), job.error()));
            }
            Objects.requireNonNull(spec).commandLine().getOut().println(result.get(AblationJobs.TABLE));
        }
    }

    private AblationRequest request() {
        return new AblationRequest(dataset.reference(), preset, epochs, seeds, rows, settings.typed());
    }
}
