package io.vesper.cli;

import io.vesper.ablation.AblationJobs;
import io.vesper.ablation.AblationRequest;
import io.vesper.access.Caller;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper ablate}: the same seeds with loss terms switched on and off, as one table. */
@Command(
        name = "ablate",
        description = "Trains each row of an ablation with each seed, and prints the table.",
        mixinStandardHelpOptions = true)
final class AblateCommand implements Runnable {
    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

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
            AblationJobs jobs = beans.getBean(AblationJobs.class);
            JobSnapshot job = Caller.COMMAND_LINE.call(() -> jobs.runNow(request, new ProgressPrinter(console)));
            Map<String, ?> result = job.result();
            if (job.status() != JobStatus.COMPLETED || result == null) {
                throw new CommandFailedException(
                        "The job (%s) is %s: %s".formatted(job.id(), job.status(), job.error()));
            }
            console.print(String.valueOf(result.get(AblationJobs.TABLE)));
        }
    }

    private AblationRequest request() {
        return new AblationRequest(
                training.dataset.reference(), training.preset, training.epochs, seeds, rows, training.settings.typed());
    }
}
