package io.vesper.cli;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a line for each epoch of a job. */
final class ProgressPrinter implements Consumer<JobSnapshot> {
    private final @Nullable CommandSpec spec;
    private long printed = -1;

    ProgressPrinter(@Nullable CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public void accept(JobSnapshot job) {
        JobProgress progress = job.progress();
        if (spec == null || progress == null || progress.done() == printed) {
            return;
        }
        printed = progress.done();
        spec.commandLine()
                .getOut()
                .printf("%d of %d %ss, %s%n", progress.done(), progress.total(), progress.unit(), job.metrics());
    }
}
