package io.vesper.bench;

import io.vesper.embedding.Embedding;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.index.MemoryIndex;
import io.vesper.index.ProbeVectors;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/**
 * How fast a gallery of made-up images is searched, without a server. All images are compared, so what they show does not matter.
 *
 * @param bytes of the gallery's vectors
 * @param oneMs median time of one search by itself
 * @param perSecond searches of many callers at once
 */
record SearchRun(long bytes, double oneMs, double perSecond) {
    private static final int IMAGES_OF_EACH = 20;
    private static final int PAGE = 10_000;
    private static final SearchOptions OPTIONS =
            new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 10, 3, Aggregation.MAX);

    static SearchRun measure(int images, int dimension, int callers, Duration time) {
        MemoryIndex index = index(images, dimension);
        search(index, dimension); // the first one measures how alike strangers are
        return new SearchRun(
                4L * images * dimension, oneMs(index, dimension, time), perSecond(index, dimension, callers, time));
    }

    private static void search(MemoryIndex index, int dimension) {
        Embedding probe = random(ThreadLocalRandom.current(), dimension);
        index.search(ProbeVectors.of(List.of(probe), Modality.VISIBLE), OPTIONS);
    }

    private static double oneMs(MemoryIndex index, int dimension, Duration time) {
        DoubleStream.Builder times = DoubleStream.builder();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            search(index, dimension);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return Percentile.of(0.5, times.build());
    }

    private static double perSecond(MemoryIndex index, int dimension, int callers, Duration time) {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        Threads.run(callers, () -> {
            while (System.nanoTime() < end) {
                search(index, dimension);
                done.incrementAndGet();
            }
        });
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    private static MemoryIndex index(int images, int dimension) {
        Random random = new Random(1);
        MemoryIndex index = new MemoryIndex(dimension);
        for (int from = 0; from < images; from += PAGE) {
            List<GalleryIndex.Row> page = new ArrayList<>();
            for (int i = from; i < Math.min(images, from + PAGE); i++) {
                page.add(new GalleryIndex.Row(
                        new IndexEntry(new UUID(1, i), i + 1L, labels(i)), random(random, dimension)));
            }
            index.add(page);
        }
        return index;
    }

    private static ImageLabels labels(int i) {
        return new ImageLabels(
                GalleryName.DEFAULT,
                new PersonId("p" + i / IMAGES_OF_EACH),
                new CameraId("c" + i % IMAGES_OF_EACH),
                i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED,
                null,
                Map.of());
    }

    private static Embedding random(Random random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Embedding.normalised(values);
    }
}
