package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Int8StorageTest {
    @TempDir
    Path folder;

    /** Every one, to the last bit: what one byte leaves uncertain is looked up. */
    @Test
    void searchesAnswerAsIfTheyHadSeenEveryBit() {
        ManyGalleries random = new ManyGalleries(1);
        List<Row> rows = random.rows(4000);
        MemoryIndex exact = index(VectorStorage.FLOAT32, rows);
        MemoryIndex small = index(new Int8Storage(folder), rows);

        for (int i = 0; i < 100; i++) {
            ProbeVectors probe = random.probe(rows, i % 3 == 0 ? 16 : 2);
            SearchOptions options = random.options();

            assertThat(small.search(probe, options)).isEqualTo(exact.search(probe, options));
            assertThat(small.nearest(probe, options.filter(), 10, options.reRanking()))
                    .isEqualTo(exact.nearest(probe, options.filter(), 10, options.reRanking()));
        }
    }

    private static MemoryIndex index(VectorStorage storage, List<Row> rows) {
        MemoryIndex index = new MemoryIndex(ManyGalleries.DIMENSION, storage, null);
        index.add(rows);
        return index;
    }

    /** One large value leaves nothing of the small ones in a byte. */
    @Test
    void vectorsThatFitBadlyIntoBytesAreFoundAllTheSame() {
        float[] values = new float[ManyGalleries.DIMENSION];
        values[0] = 10;
        values[1] = 0.03f;
        Embedding spiked = Embedding.normalised(values);
        values[1] = -0.03f;
        Embedding other = Embedding.normalised(values);
        MemoryIndex index = index(
                new Int8Storage(folder),
                List.of(IndexRows.row(1, IndexRows.labels(1), other), IndexRows.row(2, IndexRows.labels(2), spiked)));

        assertThat(IndexRows.top(index, List.of(spiked), EVERYTHING, 1))
                .extracting(Match::sequence)
                .containsExactly(2L);
    }

    @Test
    void aRowIsReadBackExactly() {
        List<Row> rows = IndexRows.randomRows(1500, ManyGalleries.DIMENSION, 15);
        MemoryIndex index = index(new Int8Storage(folder), rows);

        assertThat(index.row(rows.get(1400).entry().imageId())).isEqualTo(rows.get(1400));
    }

    /** Embeddings are biometric data. */
    @Test
    void noFileIsLeftUnderAnyNameWhileTheIndexIsInUse() throws IOException {
        Files.writeString(folder.resolve("index123.vectors"), "left by a run that was killed");

        index(new Int8Storage(folder), IndexRows.randomRows(2000, ManyGalleries.DIMENSION, 1));

        assertThat(folder).isEmptyDirectory();
    }

    /** The bound that searches rely on, on random vectors and on very uneven ones. */
    @Test
    void noProductIsFurtherOffThanItsBound() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            float[] row = vector(random, i % 4);
            float[] probe = vector(random, i % 3);
            Int8Vector small = Int8Vector.of(row);
            ScanProbe scanned = ScanProbe.of(probe);
            double exact = 0;
            double approximate = 0;
            for (int j = 0; j < row.length; j++) {
                exact += (double) row[j] * probe[j];
                approximate += small.numbers()[j] * scanned.small().numbers()[j];
            }
            approximate *= (double) small.scale() * scanned.small().scale();

            assertThat(Math.abs(exact - approximate)).isLessThanOrEqualTo(scanned.error(small.error()));
        }
    }

    private static float[] vector(Random random, int unevenness) {
        float[] values = random(64, random).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) Math.pow(Math.abs(values[i]) + 1e-3, unevenness);
        }
        return Embedding.normalised(values).toArray();
    }
}
