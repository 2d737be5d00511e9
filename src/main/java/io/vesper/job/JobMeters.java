package io.vesper.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/**
 * Meters of the jobs of this process. {@code vesper.job.progress}, by type: share of the running job that is committed,
 * 0 to 1; 0 while none runs. {@code vesper.jobs}, by type and status: how many ended that way.
 */
final class JobMeters {
    private final MeterRegistry registry;
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final Map<String, JobSnapshot> running = new ConcurrentHashMap<>();

    /** @param types of the jobs that this process can do: each has its gauge from the start */
    JobMeters(MeterRegistry registry, Collection<String> types) {
        this.registry = registry;
        types.forEach(this::register);
    }

    private void register(String type) {
        if (types.add(type)) {
            Gauge.builder("vesper.job.progress", this, meters -> meters.share(type))
                    .description("Share of the running job that is committed, 0 to 1; 0 while none runs")
                    .tag("type", type)
                    .register(registry);
        }
    }

    @EventListener
    void onJobChanged(JobChanged event) {
        JobSnapshot job = event.job();
        if (job.status() == JobStatus.RUNNING) {
            running.put(job.id(), job);
        } else if (job.status() != JobStatus.STOPPING) {
            running.remove(job.id());
        }
        register(job.type());
        if (job.status().isEnded()) {
            count(job);
        }
    }

    private void count(JobSnapshot job) {
        Counter.builder("vesper.jobs")
                .description("Jobs that ended in this process, by type and status")
                .tag("type", job.type())
                .tag("status", job.status().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    private double share(String type) {
        return running.values().stream()
                .filter(job -> job.type().equals(type))
                .map(JobSnapshot::progress)
                .mapToDouble(progress -> progress == null ? 0 : (double) progress.done() / progress.total())
                .findFirst()
                .orElse(0);
    }
}
