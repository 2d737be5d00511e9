package io.vesper.cli;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
        String head = "%d of %d %ss".formatted(progress.done(), progress.total(), progress.unit());
        String metrics = job.metrics().entrySet().stream()
                .map(metric -> metric.getKey() + "=" + shown(metric.getValue()))
                .collect(Collectors.joining(", "));
        console.print(metrics.isEmpty() ? head : head + ", " + metrics);
    }

    private static Object shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value;
    }
}
