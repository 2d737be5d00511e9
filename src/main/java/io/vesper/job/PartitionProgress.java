package io.vesper.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how far a job's partitions are together, and how fast. */
final class PartitionProgress {
    private final PartitionedWork work;
    private final RunningJob job;
    private final PartitionStore partitions;
    private long shown = -1;
    private long shownAt;

    PartitionProgress(PartitionedWork work, RunningJob job, PartitionStore partitions) {
        this.work = work;
        this.job = job;
        this.partitions = partitions;
    }

    void show() {
        show(partitions.sums(job.job().id()));
    }

    /** Without effect if what was shown still holds. */
    void show(PartitionSums sums) {
        if (sums.done() == shown || sums.units() == 0) {
            return;
        }
        long now = System.nanoTime();
        Map<String, Object> metrics = new LinkedHashMap<>(work.metrics(job.job()));
        Long eta = null;
        if (shown >= 0 && sums.done() > shown) {
            double perSecond = (sums.done() - shown) * 1e9 / Math.max(1, now - shownAt);
            metrics.put(work.unit() + "sPerSecond", Math.round(perSecond * 10) / 10.0);
            eta = Math.round((sums.units() - sums.done()) / perSecond);
        }
        job.report(progress(sums, eta), metrics);
        shown = sums.done();
        shownAt = now;
    }

    private JobProgress progress(PartitionSums sums, @Nullable Long eta) {
        return new JobProgress((int) sums.done(), (int) sums.units(), work.unit(), eta);
    }
}
