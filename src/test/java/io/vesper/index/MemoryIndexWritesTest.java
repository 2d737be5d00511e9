package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.assertSameRanking;
import static io.vesper.index.IndexRows.labels;
import static io.vesper.index.IndexRows.naive;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.randomRows;
import static io.vesper.index.IndexRows.row;
import static io.vesper.index.IndexRows.top;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryIndexWritesTest {
    @Test
    void deletedImagesAreNotFoundAndTheRestStays() {
        List<Row> rows = randomRows(4000, 8, 12); // spans two chunks
        MemoryIndex index = new MemoryIndex(8);
        index.add(rows);
        Random random = new Random(13);
        List<Row> left = new ArrayList<>(rows);
        while (left.size() > 100) { // the index compacts itself on the way
            index.remove(left.remove(random.nextInt(left.size())).entry().imageId());
            if (left.size() % 650 == 0) {
                Embedding probe = random(8, random);
                assertSameRanking(
                        top(index, List.of(probe), EVERYTHING, 50), naive(left, List.of(probe), row -> true, 50));
            }
        }

        assertThat(left)
                .allSatisfy(row -> assertThat(index.row(row.entry().imageId())).isEqualTo(row));
        assertThat(index.size()).isEqualTo(100);
        assertThat(index.through()).isEqualTo(4000);
        Embedding probe = random(8, random);
        assertSameRanking(top(index, List.of(probe), EVERYTHING, 100), naive(left, List.of(probe), row -> true, 100));
    }

    /** It stands at another place than before. */
    @Test
    void anImageThatComesBackIsFoundAndCanBeDeletedAgain() {
        List<Row> rows = randomRows(3000, 4, 30);
        MemoryIndex index = new MemoryIndex(4);
        index.add(rows);
        Row first = rows.get(0);

        index.remove(first.entry().imageId());
        assertThat(index.row(first.entry().imageId())).isNull();
        index.add(List.of(first));
        assertThat(index.row(first.entry().imageId())).isEqualTo(first);
        index.remove(first.entry().imageId());

        assertThat(index.row(first.entry().imageId())).isNull();
        assertThat(index.size()).isEqualTo(2999);
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        MemoryIndex index = new MemoryIndex(4);
        index.add(randomRows(3, 4, 14));

        index.remove(UUID.randomUUID());

        assertThat(index.size()).isEqualTo(3);
    }

    @Test
    void aSearchSeesWhatWasThereWhenItBegan() {
        List<Row> rows = randomRows(10, 4, 20);
        MemoryIndex index = new MemoryIndex(4);
        index.add(rows);
        List<Long> seen = new ArrayList<>();

        index.snapshot().visit(EVERYTHING, (chunk, row) -> {
            if (seen.isEmpty()) {
                index.remove(rows.get(9).entry().imageId());
                index.add(List.of(row(11, labels(11), random(4, new Random(22)))));
            }
            seen.add(chunk.entry(row).sequence());
        });

        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(index.size()).isEqualTo(10);
    }

    /** Every write adds or removes a whole group of ten; a search that saw half of one would count a remainder. */
    @Test
    void searchesSeeEachWriteWholeWhileManyWriteAtOnce() throws Exception {
        MemoryIndex index = new MemoryIndex(4);
        int writers = 4;
        int groupsEach = 300;
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                futures.add(threads.submit(() -> {
                    begin.await();
                    for (int group = 0; group < groupsEach; group++) {
                        index.add(group(writer * groupsEach + group));
                    }
                    written.countDown();
                    return null;
                }));
            }
            for (int s = 0; s < 2; s++) {
                futures.add(threads.submit(() -> {
                    begin.await();
                    int last = 0;
                    while (written.getCount() > 0 || last < writers * groupsEach * 10) {
                        int seen = top(index, List.of(random(4, new Random(19))), EVERYTHING, 1_000_000)
                                .size();
                        assertThat(seen % 10).isZero();
                        assertThat(seen).isGreaterThanOrEqualTo(last);
                        last = seen;
                    }
                    return null;
                }));
            }
            begin.countDown();
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(index.size()).isEqualTo(writers * groupsEach * 10);
    }

    private static List<Row> group(int number) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(row(10L * number + i + 1, labels(i), random(4, new Random(number))));
        }
        return rows;
    }
}
