package io.vesper.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** How many jobs wait in the database, whichever process will take them. */
final class QueuedJobMeters {
    private final JobStore jobs;
    private volatile @Nullable Map<String, Integer> queued;

    /** @param types each has its gauge from the start */
    QueuedJobMeters(MeterRegistry registry, Collection<String> types, JobStore jobs) {
        this.jobs = jobs;
        types.forEach(type -> Gauge.builder("vesper.jobs.queued", () -> count(type))
                .description("Jobs that wait; not a number while the database does not answer")
                .tag("type", type)
                .register(registry));
    }

    /** Beside the scrapes, so that none waits for a database that is away. */
    @Scheduled(fixedDelayString = "${vesper.jobs.meter-interval:2s}")
    void refresh() {
        try {
            queued = jobs.countQueued();
        } catch (DataAccessException | TransactionException e) {
            queued = null; // whether it is there is the health's to say
        }
    }

    private double count(String type) {
        Map<String, Integer> counts = queued;
        return counts == null ? Double.NaN : counts.getOrDefault(type, 0);
    }
}
