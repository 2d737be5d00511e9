package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.ProbeCalibration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** Rows of an index, and what a naive search finds in them. */
final class IndexRows {
    private IndexRows() {}

    static final GalleryName GALLERY = GalleryName.DEFAULT;
    static final ProbeCalibration UNCALIBRATED = Calibration.NONE.forProbe(Modality.VISIBLE);
    static final SearchFilter EVERYTHING = SearchFilter.everythingIn(GALLERY);

    /** By cosine, whatever the gallery's calibration. */
    static List<Match> top(MemoryIndex index, List<Embedding> probes, SearchFilter filter, int k) {
        return new IndexSearch(index.scans(), ProbeVectors.of(probes, Modality.VISIBLE), UNCALIBRATED)
                .images(filter, k, ReRanking.NONE);
    }

    static List<Match> naive(List<Row> rows, List<Embedding> probes, Predicate<Row> filter, int k) {
        return rows.stream()
                .filter(filter)
                .map(row -> uncalibrated(row.entry(), (float) probes.stream()
                        .mapToDouble(row.embedding()::cosine)
                        .max()
                        .orElseThrow()))
                .sorted(Comparator.comparing(Match::score, Comparator.reverseOrder())
                        .thenComparing(Match::sequence))
                .limit(k)
                .toList();
    }

    private static Match uncalibrated(IndexEntry entry, float score) {
        return Match.of(entry, score, UNCALIBRATED.calibrated(entry.labels().modality(), score));
    }

    static void assertSameRanking(List<Match> actual, List<Match> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5f));
        }
        assertThat(actual)
                .extracting(Match::imageId)
                .isEqualTo(expected.stream().map(Match::imageId).toList());
    }

    static List<Row> randomRows(int count, int dimension, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(row(i, labels(i), random(dimension, random)));
        }
        return rows;
    }

    static ImageLabels labels(int i) {
        return new ImageLabels(
                GALLERY,
                new PersonId("p" + i % 100),
                new CameraId(String.valueOf(1 + i % 4)),
                i % 3 == 0 ? Modality.INFRARED : Modality.VISIBLE,
                i % 5 == 0 ? null : Instant.ofEpochSecond(i),
                Map.of());
    }

    static Row row(long sequence, ImageLabels labels, Embedding embedding) {
        return new Row(new IndexEntry(UUID.randomUUID(), sequence, labels), embedding);
    }

    static Embedding random(int dimension, Random random) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalised(values);
    }
}
