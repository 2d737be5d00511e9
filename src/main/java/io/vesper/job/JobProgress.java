package io.vesper.job;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param done units that are committed, 0 to {@code total}
 * @param total units in all, at least 1
 * @param unit what is counted, for example {@code epoch}
 * @param etaSeconds estimated time to the end of the last unit; null while there is nothing to estimate from
 */
public record JobProgress(
        int done, int total, String unit, @Nullable Long etaSeconds) {
    public JobProgress {
        if (total < 1 || done < 0 || done > total) {
            throw new IllegalArgumentException(
                    "The progress (%d of %d %s) must lie between 0 and a total of at least 1."
                            .formatted(done, total, unit));
        }
    }
}
