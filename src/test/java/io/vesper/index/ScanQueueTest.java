package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.GalleryIndex.Row;
import io.vesper.kernel.Kernels;
import io.vesper.person.Modality;
import io.vesper.scoring.ProbeCalibration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScanQueueTest {
    private static final int SEARCHES = 200;

    private final MemoryIndex index = new MemoryIndex(ManyGalleries.DIMENSION);
    private final AtomicInteger passes = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final ScanQueue queue = new ScanQueue(Kernels.best(), this::snapshot);
    private final ExecutorService threads = Executors.newFixedThreadPool(SEARCHES);

    /** The first pass waits until all other searches have come. */
    private IndexSnapshot snapshot() {
        if (passes.getAndIncrement() == 0) {
            try {
                first.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return index.snapshot();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** To the last bit: an answer does not tell who else asked. */
    @Test
    void searchesThatScanTogetherAnswerAsIfEachWereAlone() throws Exception {
        ManyGalleries random = new ManyGalleries(1);
        List<Row> rows = random.rows(5000);
        index.add(rows);
        List<Future<SearchResult>> together = new ArrayList<>();
        List<SearchResult> alone = new ArrayList<>();
        for (int i = 0; i < SEARCHES; i++) {
            ProbeVectors probe = random.probe(rows, 4);
            SearchOptions options = random.options();
            ProbeCalibration calibration =
                    index.calibration(GalleryName.DEFAULT).forProbe(probe.modality());
            alone.add(new IndexSearch(index.scans(), probe, calibration).people(options));
            together.add(threads.submit(() -> new IndexSearch(queue, probe, calibration).people(options)));
        }
        await(SEARCHES - 1);
        first.countDown();

        for (int i = 0; i < SEARCHES; i++) {
            assertThat(together.get(i).get()).isEqualTo(alone.get(i));
        }
        assertThat(passes.get()).isLessThan(SEARCHES / 8);
    }

    private void await(int waiting) throws InterruptedException {
        while (queue.waiting() < waiting) {
            Thread.sleep(1);
        }
    }

    /** A picture that was enrolled before the question came is in the answer, also if another scan was under way. */
    @Test
    void whoWaitsSeesWhatWasThereWhenItCame() throws Exception {
        ManyGalleries random = new ManyGalleries(2);
        List<Row> rows = random.rows(300);
        ProbeVectors probe = ProbeVectors.of(List.of(rows.get(299).embedding()), Modality.VISIBLE);
        Future<?> before = threads.submit(() -> images(probe));
        while (passes.get() == 0) {
            Thread.sleep(1);
        }
        index.add(rows);
        Future<List<Match>> after = threads.submit(() -> images(probe));
        await(1);
        first.countDown();

        before.get();
        assertThat(after.get()).isNotEmpty();
    }

    @Test
    void aScanThatFailsFailsItsSearchesAndNoOther() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ScanQueue failing = new ScanQueue(Kernels.best(), () -> {
            if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("no snapshot");
            }
            return index.snapshot();
        });
        ProbeVectors probe = new ManyGalleries(3).probe(new ManyGalleries(3).rows(3), 1);
        IndexSearch search = new IndexSearch(failing, probe, IndexRows.UNCALIBRATED);

        assertThatThrownBy(() -> search.images(IndexRows.EVERYTHING, 1, ReRanking.NONE))
                .hasRootCauseMessage("no snapshot");
        assertThat(search.images(IndexRows.EVERYTHING, 1, ReRanking.NONE)).isEmpty();
    }

    private List<Match> images(ProbeVectors probe) {
        return new IndexSearch(queue, probe, IndexRows.UNCALIBRATED).images(IndexRows.EVERYTHING, 1, ReRanking.NONE);
    }
}
