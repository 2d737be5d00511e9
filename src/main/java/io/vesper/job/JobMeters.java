package io.vesper.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/** Meters of the jobs that run in this process. A type runs one at a time, so a job's id need be no tag. */
final class JobMeters {
    private final MeterRegistry registry;
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final Map<String, JobSnapshot> running = new ConcurrentHashMap<>();
    private final MultiGauge figures;
    private final MultiGauge done;
    private final MultiGauge planned;

    /** @param types of the jobs that this process can do: each has its gauges from the start */
    JobMeters(MeterRegistry registry, Collection<String> types) {
        this.registry = registry;
        figures = MultiGauge.builder("vesper.job.metric")
                .description("The running job's latest figures, by the names under which GET /jobs shows them")
                .register(registry);
        done = MultiGauge.builder("vesper.job.units.done")
                .description("Units of the running job that are committed, of a training epochs")
                .register(registry);
        planned = MultiGauge.builder("vesper.job.units.planned")
                .description("Units of the running job in all")
                .register(registry);
        types.forEach(this::register);
    }

    private void register(String type) {
        if (types.add(type)) {
            Gauge.builder("vesper.job.progress", this, meters -> meters.share(type))
                    .description("Share of the running job that is committed, 0 to 1; 0 while none runs")
                    .tag("type", type)
                    .register(registry);
            Gauge.builder("vesper.jobs.running", this, meters -> meters.count(type))
                    .description("Jobs that run in this process")
                    .tag("type", type)
                    .register(registry);
            List.of(JobStatus.values()).stream().filter(JobStatus::isEnded).forEach(status -> ended(type, status));
        }
    }

    @EventListener
    void onJobChanged(JobChanged event) {
        JobSnapshot job = event.job();
        register(job.type());
        if (job.status() == JobStatus.RUNNING) {
            running.put(job.id(), job);
        } else if (job.status() != JobStatus.STOPPING) {
            running.remove(job.id());
        }
        if (job.status().isEnded()) {
            ended(job.type(), job.status()).increment();
        }
        show();
    }

    @EventListener
    void onJobLeft(JobLeft event) {
        if (running.remove(event.jobId()) != null) {
            show();
        }
    }

    private Counter ended(String type, JobStatus status) {
        return Counter.builder("vesper.jobs")
                .description("Jobs that ended in this process")
                .tag("type", type)
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private synchronized void show() {
        List<Row<?>> metrics = new ArrayList<>();
        List<Row<?>> units = new ArrayList<>();
        List<Row<?>> totals = new ArrayList<>();
        running.values().forEach(job -> {
            job.metrics().forEach((name, value) -> {
                if (value instanceof Number number) {
                    metrics.add(Row.of(Tags.of("type", job.type(), "metric", name), number.doubleValue()));
                }
            });
            JobProgress progress = job.progress();
            if (progress != null) {
                Tags tags = Tags.of("type", job.type(), "unit", progress.unit());
                units.add(Row.of(tags, progress.done()));
                totals.add(Row.of(tags, progress.total()));
            }
        });
        figures.register(metrics, true);
        done.register(units, true);
        planned.register(totals, true);
    }

    private double count(String type) {
        return running.values().stream().filter(job -> job.type().equals(type)).count();
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
