package io.vesper.cli;

import io.vesper.check.DatasetCheckReport;
import io.vesper.training.TrainingDatasets;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code vesper check}: whether a dataset is fit to be learned from. */
@Command(
        name = "check",
        description =
                "Looks a dataset over: counts, broken files, people without a partner modality, copies. Fails if training would.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {
    private static final int PRINTED_STEPS = 10;

    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--verbose", description = "Also print the counts of each identity")
    boolean verbose;

    @Option(names = "--json", description = "Print the report as JSON")
    boolean json;

    CheckCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            DatasetCheckReport report =
                    beans.getBean(TrainingDatasets.class).check(dataset.reference(), this::printProgress);
            print(report);
            if (report.hasErrors()) {
                throw new CommandFailedException("The dataset (%s) cannot be learned from as it is: %d error(s)."
                        .formatted(report.dataset(), report.errors().size()));
            }
        }
    }

    /** Ten lines in all. */
    private synchronized void printProgress(int done, int total) {
        int steps = PRINTED_STEPS * done / total;
        if (steps > PRINTED_STEPS * (done - 1) / total) {
            console.printBeside("%d of %d pictures decoded".formatted(done, total));
        }
    }

    private void print(DatasetCheckReport report) {
        console.print(json ? JsonMapper.shared().writeValueAsString(report) : CheckTable.of(report, verbose));
    }
}
