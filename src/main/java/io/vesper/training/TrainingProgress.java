package io.vesper.training;

import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a job that trains: at most once a second between the ends of epochs. Asks at each step whether to go on. */
public final class TrainingProgress implements TrainingRun.StepListener {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RunningJob job;
    private final int firstEpoch;
    private final int epochs;
    private final LongSupplier nanoTime;
    private final long begun;
    private final Map<String, Object> latest;
    private long shown;

    /**
     * @param firstEpoch 0-based, where this run begins; the estimate of the time left rests on what was done since
     * @param epochs in all
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public TrainingProgress(RunningJob job, int firstEpoch, int epochs, LongSupplier nanoTime) {
        this.job = job;
        this.firstEpoch = firstEpoch;
        this.epochs = epochs;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.latest = new LinkedHashMap<>(job.job().metrics());
        show(firstEpoch, firstEpoch);
    }

    @Override
    public boolean onStep(int epoch, int step, int steps, Map<String, Double> losses) {
        latest.putAll(losses);
        if (nanoTime.getAsLong() - shown >= INTERVAL_NANOS) {
            show(epoch, epoch + (step + 1.0) / steps);
        }
        return job.mayGoOn();
    }

    /**
     * Another training begins, so the figures of the one before are of no interest any more.
     *
     * @param done complete epochs of the job
     * @param figures that tell which training it is
     */
    public void onRun(int done, Map<String, ?> figures) {
        latest.clear();
        onEpoch(done, figures);
    }

    /**
     * @param done complete epochs
     * @param means of the last one
     */
    public void onEpoch(int done, Map<String, ?> means) {
        latest.putAll(means);
        show(done, done);
    }

    private void show(int done, double exactlyDone) {
        shown = nanoTime.getAsLong();
        job.report(new JobProgress(done, epochs, "epoch", etaSeconds(exactlyDone)), latest);
    }

    private @Nullable Long etaSeconds(double done) {
        double doneHere = done - firstEpoch;
        if (doneHere <= 0) {
            return null;
        }
        double seconds = (shown - begun) / NANOS_PER_SECOND;
        return Math.round(seconds / doneHere * (epochs - done));
    }
}
