package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.gallery.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryIndexTest {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final SearchFilter EVERYTHING = SearchFilter.everythingIn(GALLERY);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 130})
    void ranksLikeANaiveSort(int dimension) {
        List<Row> rows = randomRows(3000, dimension, 1);
        GalleryIndex index = new GalleryIndex(dimension);
        index.add(rows);
        Random random = new Random(2);

        for (int query = 0; query < 20; query++) {
            Embedding probe = random(dimension, random);
            assertSameRanking(top(index, List.of(probe), EVERYTHING, 25), naive(rows, List.of(probe), row -> true, 25));
        }
    }

    @Test
    void severalProbesCountByTheirBest() {
        List<Row> rows = randomRows(500, 16, 3);
        GalleryIndex index = new GalleryIndex(16);
        index.add(rows);
        Random random = new Random(4);
        List<Embedding> probes = List.of(random(16, random), random(16, random), random(16, random));

        assertSameRanking(top(index, probes, EVERYTHING, 500), naive(rows, probes, row -> true, 500));
    }

    @Test
    void filtersApplyBeforeTheTopK() {
        List<Row> rows = randomRows(2000, 8, 5);
        GalleryIndex index = new GalleryIndex(8);
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
        GalleryIndex index = new GalleryIndex(2);
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
        GalleryIndex index = new GalleryIndex(12);
        index.add(rows);

        assertThat(top(index, List.of(random(12, new Random(8))), EVERYTHING, 7))
                .extracting(Match::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void anEmptyIndexFindsNothing() {
        GalleryIndex index = new GalleryIndex(4);

        assertThat(top(index, List.of(random(4, new Random(9))), EVERYTHING, 3)).isEmpty();
        assertThat(index.size()).isZero();
        assertThat(index.through()).isZero();
    }

    @Test
    void moreThanThereIsGivesAllThereIs() {
        List<Row> rows = randomRows(5, 4, 10);
        GalleryIndex index = new GalleryIndex(4);
        index.add(rows);

        assertThat(top(index, List.of(random(4, new Random(11))), EVERYTHING, 100))
                .hasSize(5);
    }

    @Test
    void deletedImagesAreNotFoundAndTheRestStays() {
        List<Row> rows = randomRows(4000, 8, 12); // spans two chunks
        GalleryIndex index = new GalleryIndex(8);
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

        assertThat(index.size()).isEqualTo(100);
        assertThat(index.through()).isEqualTo(4000);
        Embedding probe = random(8, random);
        assertSameRanking(top(index, List.of(probe), EVERYTHING, 100), naive(left, List.of(probe), row -> true, 100));
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        GalleryIndex index = new GalleryIndex(4);
        index.add(randomRows(3, 4, 14));

        index.remove(UUID.randomUUID());

        assertThat(index.size()).isEqualTo(3);
    }

    @Test
    void anEmbeddingIsReadBackExactly() {
        List<Row> rows = randomRows(1500, 6, 15);
        GalleryIndex index = new GalleryIndex(6);
        index.add(rows);

        for (Row row : rows) {
            assertThat(index.embedding(row.entry().imageId())).isEqualTo(row.embedding());
        }
        assertThat(index.embedding(UUID.randomUUID())).isNull();
    }

    @Test
    void anEmbeddingOfAnotherDimensionIsRefusedWhole() {
        GalleryIndex index = new GalleryIndex(4);
        List<Row> rows =
                List.of(row(1, labels(1), random(4, new Random(16))), row(2, labels(2), random(5, new Random(17))));

        assertThatThrownBy(() -> index.add(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 values");
        assertThat(index.size()).isZero();
        assertThatThrownBy(() -> top(index, List.of(random(3, new Random(18))), EVERYTHING, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Every write adds or removes a whole group of ten; a search that saw half of one would count a remainder. */
    @Test
    void searchesSeeEachWriteWholeWhileManyWriteAtOnce() throws Exception {
        GalleryIndex index = new GalleryIndex(4);
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
                        int[] seen = {0};
                        index.scan(List.of(random(4, new Random(19))), EVERYTHING, (entry, score) -> seen[0]++);
                        assertThat(seen[0] % 10).isZero();
                        assertThat(seen[0]).isGreaterThanOrEqualTo(last);
                        last = seen[0];
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

    private static List<Match> top(GalleryIndex index, List<Embedding> probes, SearchFilter filter, int k) {
        TopMatches top = new TopMatches(k);
        index.scan(probes, filter, top);
        return top.ranked();
    }

    private static List<Match> naive(List<Row> rows, List<Embedding> probes, Predicate<Row> filter, int k) {
        return rows.stream()
                .filter(filter)
                .map(row -> Match.of(row.entry(), (float) probes.stream()
                        .mapToDouble(row.embedding()::cosine)
                        .max()
                        .orElseThrow()))
                .sorted(Comparator.comparing(Match::score, Comparator.reverseOrder())
                        .thenComparing(Match::sequence))
                .limit(k)
                .toList();
    }

    private static void assertSameRanking(List<Match> actual, List<Match> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5f));
        }
        assertThat(actual)
                .extracting(Match::imageId)
                .isEqualTo(expected.stream().map(Match::imageId).toList());
    }

    private static List<Row> randomRows(int count, int dimension, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add(row(i, labels(i), random(dimension, random)));
        }
        return rows;
    }

    private static ImageLabels labels(int i) {
        return new ImageLabels(
                GALLERY,
                new PersonId("p" + i % 100),
                new CameraId(String.valueOf(1 + i % 4)),
                i % 3 == 0 ? Modality.INFRARED : Modality.VISIBLE,
                i % 5 == 0 ? null : Instant.ofEpochSecond(i),
                Map.of());
    }

    private static Row row(long sequence, ImageLabels labels, Embedding embedding) {
        return new Row(new IndexEntry(UUID.randomUUID(), sequence, labels), embedding);
    }

    private static Embedding random(int dimension, Random random) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalised(values);
    }
}
