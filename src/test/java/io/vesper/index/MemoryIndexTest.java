package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.assertSameRanking;
import static io.vesper.index.IndexRows.labels;
import static io.vesper.index.IndexRows.naive;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.randomRows;
import static io.vesper.index.IndexRows.row;
import static io.vesper.index.IndexRows.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 130})
    void ranksLikeANaiveSort(int dimension) {
        List<Row> rows = randomRows(3000, dimension, 1);
        MemoryIndex index = new MemoryIndex(dimension);
        index.add(rows);
        Random random = new Random(2);

        for (int query = 0; query < 20; query++) {
            Embedding probe = random(dimension, random);
            assertSameRanking(top(index, List.of(probe), EVERYTHING, 25), naive(rows, List.of(probe), row -> true, 25));
        }
    }

    @Test
    void sizesByModalityFollowEveryChange() {
        List<Row> rows = randomRows(500, 8, 6);
        MemoryIndex index = new MemoryIndex(8);
        assertThat(index.size(Modality.VISIBLE)).isZero();

        index.add(rows.subList(0, 300));
        assertSizes(index, rows.subList(0, 300));
        index.add(rows.subList(300, 500));
        assertSizes(index, rows);
        rows.subList(0, 400).forEach(row -> index.remove(row.entry().imageId())); // most, so that it is compacted
        assertSizes(index, rows.subList(400, 500));
    }

    private static void assertSizes(MemoryIndex index, List<Row> rows) {
        for (Modality modality : Modality.values()) {
            long expected = rows.stream()
                    .filter(row -> row.entry().labels().modality() == modality)
                    .count();
            assertThat(index.size(modality)).isEqualTo((int) expected).isPositive();
        }
    }

    @Test
    void severalProbesCountByTheirBest() {
        List<Row> rows = randomRows(500, 16, 3);
        MemoryIndex index = new MemoryIndex(16);
        index.add(rows);
        Random random = new Random(4);
        List<Embedding> probes = List.of(random(16, random), random(16, random), random(16, random));

        assertSameRanking(top(index, probes, EVERYTHING, 500), naive(rows, probes, row -> true, 500));
    }

    @Test
    void filtersApplyBeforeTheTopK() {
        List<Row> rows = randomRows(2000, 8, 5);
        MemoryIndex index = new MemoryIndex(8);
        index.add(rows);
        Embedding probe = random(8, new Random(6));
        Instant from = Instant.ofEpochSecond(400);
        Instant to = Instant.ofEpochSecond(1500);
        SearchFilter filter = new SearchFilter(
                GALLERY,
                Modality.INFRARED,
                Set.of(new CameraId("1"), new CameraId("2")),
                Set.of(new CameraId("2")),
                new TimeWindow(from, to));

        Predicate<ImageLabels> naive = labels -> labels.modality() == Modality.INFRARED
                && labels.camera().value().equals("1")
                && labels.capturedAt() != null
                && labels.capturedAt().getEpochSecond() >= 400
                && labels.capturedAt().getEpochSecond() < 1500;
        List<Match> expected =
                naive(rows, List.of(probe), row -> naive.test(row.entry().labels()), 10);

        assertThat(expected).hasSize(10);
        assertSameRanking(top(index, List.of(probe), filter, 10), expected);
    }

    @Test
    void anotherGalleryIsNotSearched() {
        MemoryIndex index = new MemoryIndex(2);
        index.add(List.of(row(1, labels(1), Embedding.ofUnit(new float[] {1, 0}))));

        assertThat(top(
                        index,
                        List.of(Embedding.ofUnit(new float[] {1, 0})),
                        SearchFilter.everythingIn(new GalleryName("other")),
                        5))
                .isEmpty();
    }

    @Test
    void ofEqualScoresTheOlderImageComesFirst() {
        Embedding same = random(12, new Random(7));
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            rows.add(row(i, labels(i), same));
        }
        MemoryIndex index = new MemoryIndex(12);
        index.add(rows);

        assertThat(top(index, List.of(random(12, new Random(8))), EVERYTHING, 7))
                .extracting(Match::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void anEmptyIndexFindsNothing() {
        MemoryIndex index = new MemoryIndex(4);

        assertThat(top(index, List.of(random(4, new Random(9))), EVERYTHING, 3)).isEmpty();
        assertThat(index.size()).isZero();
        assertThat(index.through()).isZero();
    }

    @Test
    void moreThanThereIsGivesAllThereIs() {
        List<Row> rows = randomRows(5, 4, 10);
        MemoryIndex index = new MemoryIndex(4);
        index.add(rows);

        assertThat(top(index, List.of(random(4, new Random(11))), EVERYTHING, 100))
                .hasSize(5);
    }

    @Test
    void aRowIsReadBackExactly() {
        List<Row> rows = randomRows(1500, 6, 15);
        MemoryIndex index = new MemoryIndex(6);
        index.add(rows);

        for (Row row : rows) {
            assertThat(index.row(row.entry().imageId())).isEqualTo(row);
        }
        assertThat(index.row(UUID.randomUUID())).isNull();
    }

    @Test
    void anEmbeddingOfAnotherDimensionIsRefusedWhole() {
        MemoryIndex index = new MemoryIndex(4);
        List<Row> rows =
                List.of(row(1, labels(1), random(4, new Random(16))), row(2, labels(2), random(5, new Random(17))));

        assertThatThrownBy(() -> index.add(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 values");
        assertThat(index.size()).isZero();
        ProbeVectors probe = ProbeVectors.of(List.of(random(3, new Random(18))), Modality.VISIBLE);
        assertThatThrownBy(() -> index.nearest(probe, EVERYTHING, 1, ReRanking.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 values");
    }
}
