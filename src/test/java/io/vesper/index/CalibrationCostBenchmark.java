package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.row;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How long a gallery's calibration takes to learn, by the thread's own time: {@code mvn test -Dtest=CalibrationCostBenchmark}. Not one of
 * the tests.
 */
class CalibrationCostBenchmark {
    private static final int ROUNDS = 5;

    @Test
    void measure() {
        measure(1_000_000, 100_000, 8);
        measure(1_000_000, 1_000, 8);
        measure(10_000, 1_000, 512);
        measure(10_000, 1_000, 2048);
    }

    private static void measure(int images, int people, int dimension) {
        MemoryIndex index = index(images, people, dimension);
        for (int round = 0; round < ROUNDS; round++) {
            CalibrationSample sample = new CalibrationSample();
            long start = time();
            index.snapshot().visit(EVERYTHING, sample);
            long drawn = time();
            sample.calibration();
            System.out.printf(
                    "%,d images of %,d people, %d values: drawn in %.1f ms, learned in %.1f ms%n",
                    images, people, dimension, (drawn - start) / 1e6, (time() - drawn) / 1e6);
        }
    }

    private static MemoryIndex index(int images, int people, int dimension) {
        MemoryIndex index = new MemoryIndex(dimension);
        Random random = new Random(1);
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            embeddings.add(random(dimension, random));
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            Modality modality = random.nextBoolean() ? Modality.VISIBLE : Modality.INFRARED;
            ImageLabels labels = new ImageLabels(
                    GALLERY,
                    new PersonId("p" + random.nextInt(people)),
                    new CameraId(modality.label() + random.nextInt(8)),
                    modality,
                    null,
                    Map.of());
            rows.add(row(i + 1, labels, embeddings.get(i % embeddings.size())));
        }
        index.add(rows);
        return index;
    }

    private static long time() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
