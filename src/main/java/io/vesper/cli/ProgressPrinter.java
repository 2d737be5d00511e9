package io.vesper.cli;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import java.util.function.Consumer;

/** Prints a line for each epoch of a job. */
final class ProgressPrinter implements Consumer<JobSnapshot> {
    private final Console console;
    private long printed = -1;

    ProgressPrinter(Console console) {
        this.console = console;
    }

    @Override
    public void accept(JobSnapshot job) {
        JobProgress progress = job.progress();
        if (progress == null || progress.done() == printed) {
            return;
        }
        printed = progress.done();
        console.print("%d of %d %ss, %s".formatted(progress.done(), progress.total(), progress.unit(), job.metrics()));
    }
}
