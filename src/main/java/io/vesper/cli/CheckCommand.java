package io.vesper.cli;

import io.vesper.check.DatasetCheckReport;
import io.vesper.training.TrainingDatasets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
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

    @Spec
    @Nullable
    CommandSpec spec;

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

    /** Ten lines in all, and beside the report, which may be read by a program. */
    private synchronized void printProgress(int done, int total) {
        int steps = PRINTED_STEPS * done / total;
        if (spec != null && steps > PRINTED_STEPS * (done - 1) / total) {
            spec.commandLine().getErr().printf("%d of %d pictures decoded%n", done, total);
        }
    }

    private void print(DatasetCheckReport report) {
        if (spec != null) {
            String text = json ? JsonMapper.shared().writeValueAsString(report) : CheckTable.of(report, verbose);
            spec.commandLine().getOut().println(text);
        }
    }
}
