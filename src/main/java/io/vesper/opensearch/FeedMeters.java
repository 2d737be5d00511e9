package io.vesper.opensearch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How well the search cluster keeps up with the gallery. */
final class FeedMeters {
    private final Counter images;
    private final Counter failures;
    private final Counter builds;
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable Long completeAt;

    FeedMeters(MeterRegistry meters) {
        this.images = Counter.builder("vesper.gallery.feed.images")
                .description("Images that were written to the search cluster, or taken out of it")
                .register(meters);
        this.failures = Counter.builder("vesper.gallery.feed.failures")
                .description("Attempts to feed the search cluster that failed and are made again")
                .register(meters);
        this.builds = Counter.builder("vesper.gallery.feed.builds")
                .description("Indexes that were built because they were missing")
                .register(meters);
        Gauge.builder("vesper.gallery.feed.lag", this, FeedMeters::lagSeconds)
                .description("How long ago the search cluster last had every change of the gallery")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("vesper.gallery.feed.refused", refused, AtomicLong::doubleValue)
                .description("Images that the search cluster refuses, and which are not found")
                .register(meters);
    }

    void fed(int count) {
        images.increment(count);
    }

    void failed() {
        failures.increment();
    }

    void built() {
        builds.increment();
    }

    void refused(long count) {
        refused.set(count);
    }

    long refused() {
        return refused.get();
    }

    /** Everything was in the cluster so long ago. */
    void complete(long ageMillis) {
        completeAt = System.nanoTime() - ageMillis * 1_000_000;
    }

    /** From now on there is something to feed. */
    void begin() {
        completeAt = System.nanoTime();
    }

    /** 0 where nothing is fed. */
    double lagSeconds() {
        Long last = completeAt;
        return last == null ? 0 : (System.nanoTime() - last) / 1e9;
    }
}
