package io.vesper.training;

import io.vesper.job.JobApp;
import io.vesper.job.JobSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process for {@link KilledTrainingIT} to kill: says on its output which steps it takes, and hangs at one of them. */
final class TrainingProcess {
    static final int EPOCHS = 5;
    static final long SEED = 3;

    private TrainingProcess() {}

    /** @param args data folder; models folder; the epoch to hang in and the step, or nothing */
    public static void main(String[] args) {
        FakeRuns runs = new FakeRuns(Path.of(args[1]));
        runs.before = (epoch, step) -> {
            say("step %d.%d", epoch, step);
            if (args.length > 2 && args[2].equals(epoch + "." + step)) {
                say("hangs");
                new CountDownLatch(1).await();
            }
        };
        Path dataDir = Path.of(args[0]);
        try (JobApp app = new JobApp(dataDir, dataDir.resolve("db"), runs, TrainingJobConfiguration.class)) {
            List<JobSnapshot> known =
                    app.queue().list(null, null, Long.MAX_VALUE, 100).jobs();
            JobSnapshot job = known.isEmpty()
                    ? app.bean(TrainingJobs.class).submit(FakeRuns.request(EPOCHS, SEED))
                    : known.get(0);
            JobSnapshot ended = app.awaitEnd(job.id());
            say("%s %s", ended.status(), ended.result());
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("> " + format.formatted(values));
    }
}
