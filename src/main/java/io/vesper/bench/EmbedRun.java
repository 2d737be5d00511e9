package io.vesper.bench;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.PersonCrop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/**
 * How fast a model embeds, without a server: resizing and network, not decoding.
 *
 * @param oneMs median time of one picture by itself
 * @param perSecond pictures, by as many callers at once as the engine has use for, in batches
 */
record EmbedRun(double oneMs, double perSecond) {
    private static final int BATCH = 8;

    /** @param crops at least one batch */
    static EmbedRun measure(Embedder embedder, List<PersonCrop> crops, Duration time) {
        List<PersonCrop> batch = crops.subList(0, BATCH);
        embedder.embed(batch); // the first one allocates
        return new EmbedRun(oneMs(embedder, crops, time), perSecond(embedder, batch, time));
    }

    private static double oneMs(Embedder embedder, List<PersonCrop> crops, Duration time) {
        DoubleStream.Builder times = DoubleStream.builder();
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            embedder.embed(List.of(crops.get(i % crops.size())));
            times.add((System.nanoTime() - start) / 1e6);
        }
        return Percentile.of(0.5, times.build());
    }

    private static double perSecond(Embedder embedder, List<PersonCrop> batch, Duration time) {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        Threads.run(embedder.workers(), () -> {
            while (System.nanoTime() < end) {
                embedder.embed(batch);
                done.addAndGet(batch.size());
            }
        });
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }
}
