package io.vesper.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured and traced on a picture's way through the network.
 *
 * <p>Observations: {@code vesper.embed.request} is what a request waits for, in its own thread. On the workers' threads,
 * {@code vesper.decode} (each picture) belongs to the request of the picture, and {@code vesper.embed} (each run of the network) to the
 * first of the requests whose pictures it embeds; a trace shows it to the others as the end of their {@code vesper.embed.request}.
 */
final class EmbeddingMeters {
    private final ObservationRegistry observations;
    private final Counter refused;
    private final DistributionSummary batchSize;
    private final Timer callersWait;
    private final Timer jobsWait;

    EmbeddingMeters(MeterRegistry meters, ObservationRegistry observations, EmbeddingQueue queue, int maxWaiting) {
        this.observations = observations;
        refused = Counter.builder("vesper.embed.refused")
                .description("Requests that were told to come back, since too many pictures waited")
                .register(meters);
        batchSize = DistributionSummary.builder("vesper.embed.batch.size")
                .description("Pictures that one run of the network embeds")
                .serviceLevelObjectives(IntStream.rangeClosed(1, EmbeddingLane.MAX_BATCH)
                        .asDoubleStream()
                        .toArray())
                .register(meters);
        callersWait = wait(meters, false);
        jobsWait = wait(meters, true);
        waiting(meters, queue, false);
        waiting(meters, queue, true);
        Gauge.builder("vesper.embed.waiting.limit", () -> maxWaiting)
                .description("So many pictures of callers may wait before requests are refused")
                .register(meters);
    }

    private static Timer wait(MeterRegistry meters, boolean isPatient) {
        return Timer.builder("vesper.embed.wait")
                .description("From a request's arrival to the first of its pictures being taken")
                .tag("lane", lane(isPatient))
                .register(meters);
    }

    private static void waiting(MeterRegistry meters, EmbeddingQueue queue, boolean isPatient) {
        Gauge.builder("vesper.embed.waiting", () -> queue.waiting(isPatient))
                .description("Pictures that wait to be embedded")
                .tag("lane", lane(isPatient))
                .register(meters);
    }

    private static String lane(boolean isPatient) {
        return isPatient ? "jobs" : "callers";
    }

    void refused() {
        refused.increment();
    }

    void begun(EmbeddingRequest request, Duration waited) {
        (request.isPatient() ? jobsWait : callersWait).record(waited);
    }

    /** What the calling thread is at; null where nothing is observed. */
    @Nullable
    Observation current() {
        return observations.getCurrentObservation();
    }

    <T> T request(boolean isPatient, Supplier<T> work) {
        return Observation.createNotStarted("vesper.embed.request", observations)
                .lowCardinalityKeyValue("lane", lane(isPatient))
                .observe(work);
    }

    <T> T decode(EmbeddingRequest request, Supplier<T> work) {
        return of("vesper.decode", request).observe(work);
    }

    <T> T embed(EmbeddingRequest first, int pictures, Supplier<T> work) {
        batchSize.record(pictures);
        return of("vesper.embed", first).observe(work);
    }

    private Observation of(String name, EmbeddingRequest request) {
        return Observation.createNotStarted(name, observations).parentObservation(request.observation());
    }
}
