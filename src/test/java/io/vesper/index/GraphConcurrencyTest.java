package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Images come and go while graphs are built and walked. */
class GraphConcurrencyTest {
    private static final int DIMENSION = 16;
    private static final int ROUNDS = 120;
    private static final int PAGE = 100;

    private final MemoryIndex index =
            new MemoryIndex(DIMENSION, VectorStorage.FLOAT32, new HnswSettings(8, 40, 10, 2), 500);

    /** Kept by the writer alone, in the order in which it enrols. */
    private final List<Row> enrolled = new ArrayList<>();

    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();
    private final Set<Row> stable = ConcurrentHashMap.newKeySet(); // enrolled, and never erased
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void whatIsErasedNeverComesBackAndWhatIsEnrolledIsFound() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> writer = threads.submit(this::write);
            List<Future<?>> readers =
                    List.of(threads.submit(() -> read(writer, 1)), threads.submit(() -> read(writer, 2)));
            writer.get();
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
        index.settle();

        assertThat(searches.get()).isPositive();
        assertThat(missed.get()).isLessThanOrEqualTo(searches.get() / 50);
        assertThat(index.inGraphs()).isPositive();
        assertThat(index.size()).isEqualTo(enrolled.size());
        assertSameAsNaive();
    }

    /** Of each page every fourth image stays for good; of the others, some are erased soon and some late. */
    private void write() {
        Random random = new Random(3);
        long sequence = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Row> page = new ArrayList<>();
            for (int i = 0; i < PAGE; i++) {
                page.add(row(++sequence, IndexRows.labels(i), IndexRows.random(DIMENSION, random)));
            }
            index.add(page);
            enrolled.addAll(page);
            page.stream().filter(GraphConcurrencyTest::stays).forEach(stable::add);
            Set<UUID> gone = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                Row row = enrolled.get(random.nextInt(enrolled.size()));
                if (!stays(row)) {
                    gone.add(row.entry().imageId());
                }
            }
            index.apply(IndexChange.erasing(gone));
            enrolled.removeIf(row -> gone.contains(row.entry().imageId()));
            erased.addAll(gone);
        }
    }

    private static boolean stays(Row row) {
        return row.entry().sequence() % 4 == 0;
    }

    private void read(Future<?> writer, int seed) {
        Random random = new Random(seed);
        while (!writer.isDone()) {
            List<Row> there = List.copyOf(stable);
            if (!there.isEmpty()) {
                Row wanted = there.get(random.nextInt(there.size()));
                Set<UUID> gone = Set.copyOf(erased);
                List<Match> found = IndexRows.top(index, List.of(wanted.embedding()), EVERYTHING, 5);

                assertThat(found).extracting(Match::imageId).noneMatch(gone::contains);
                assertThat(found).doesNotHaveDuplicates();
                searches.incrementAndGet();
                if (!found.get(0).imageId().equals(wanted.entry().imageId())) {
                    missed.incrementAndGet();
                }
            }
        }
    }

    private void assertSameAsNaive() {
        Random random = new Random(9);
        int found = 0;
        for (int i = 0; i < 50; i++) {
            List<Embedding> probe = List.of(IndexRows.random(DIMENSION, random));
            List<Match> expected = IndexRows.naive(enrolled, probe, row -> true, 10);
            List<Match> actual = IndexRows.top(index, probe, EVERYTHING, 10);
            found += (int) expected.stream()
                    .filter(match -> GraphedGallery.ids(actual).contains(match.imageId()))
                    .count();
        }
        assertThat(found).isGreaterThan(450);
    }
}
