package io.vesper.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process does with jobs.
 *
 * @param dataDir where the worker's name and the jobs' folders lie
 * @param roles what the process does: {@code serve}, {@code train}; it takes the jobs of its roles, and none by itself without any
 * @param jobs timing
 */
@ConfigurationProperties("vesper")
record JobSettings(
        Path dataDir,
        @DefaultValue({"serve", "train"}) Set<Role> roles,
        @DefaultValue Jobs jobs) {

    /**
     * @param poll how often a worker looks for jobs that other processes submitted; its own process wakes it at once
     * @param lease how long a job stays with a worker that gives no sign of life; it gives three in that span
     * @param partitionSize so many items of a job that processes share each takes at a time, ≥ 1
     * @param maxQueued so many jobs of a type may wait, ≥ 1; about, when several are submitted at once
     */
    record Jobs(
            @DefaultValue("2s") Duration poll,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("500") int partitionSize,
            @DefaultValue("100") int maxQueued) {
        Jobs {
            if (poll.toMillis() < 1 || lease.toMillis() < 100) {
                throw new IllegalArgumentException(
                        "vesper.jobs.poll (%s) must be at least 1ms, and vesper.jobs.lease (%s) at least 100ms."
                                .formatted(poll, lease));
            }
            if (partitionSize < 1) {
                throw new IllegalArgumentException(
                        "vesper.jobs.partition-size (%d) must be at least 1.".formatted(partitionSize));
            }
            if (maxQueued < 1) {
                throw new IllegalArgumentException(
                        "vesper.jobs.max-queued (%d) must be at least 1.".formatted(maxQueued));
            }
        }
    }
}
