package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.randomRows;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CentroidsTest {
    private static final ProbeVectors PROBE =
            ProbeVectors.of(List.of(Embedding.ofUnit(new float[] {1, 0})), Modality.VISIBLE);

    /** A's images are 45 degrees to either side of the probe: their mean is the probe. B has one image, nearer than either. */
    @Test
    void theMeanImageMayBeNearerThanAnyImage() {
        MemoryIndex index = new MemoryIndex(2);
        index.add(List.of(
                row(1, labels("A", Modality.VISIBLE), Embedding.normalised(new float[] {1, 1})),
                row(2, labels("A", Modality.VISIBLE), Embedding.normalised(new float[] {1, -1})),
                row(3, labels("B", Modality.VISIBLE), Embedding.normalised(new float[] {2, 1}))));

        List<RankedPerson> byMean = search(index, PROBE, EVERYTHING, Aggregation.CENTROID, -1);
        List<RankedPerson> byBest = search(index, PROBE, EVERYTHING, Aggregation.MAX, -1);

        assertThat(byMean).extracting(RankedPerson::person).containsExactly(new PersonId("A"), new PersonId("B"));
        assertThat(byMean.get(0).score()).isCloseTo(1, within(1e-6));
        assertThat(byMean.get(0).images().get(0).score()).isCloseTo(0.70711f, within(1e-5f));
        assertThat(byBest).extracting(RankedPerson::person).containsExactly(new PersonId("B"), new PersonId("A"));
    }

    /** A common mean of A's two images would lie between them, at 0.70711. */
    @Test
    void eachModalityHasAMeanOfItsOwn() {
        MemoryIndex index = new MemoryIndex(2);
        index.add(List.of(
                row(1, labels("A", Modality.VISIBLE), Embedding.ofUnit(new float[] {1, 0})),
                row(2, labels("A", Modality.INFRARED), Embedding.ofUnit(new float[] {0, 1}))));

        assertThat(search(index, PROBE, EVERYTHING, Aggregation.CENTROID, -1)
                        .get(0)
                        .score())
                .isCloseTo(1, within(1e-6));
    }

    /** A's mean by night, at 0.8, is below what night asks, and the one by day, at 0.6, is not below what day does; B has none. */
    @Test
    void onlyMeansThatReachTheirModalitysLowestScoreCount() {
        MemoryIndex index = new MemoryIndex(2);
        index.add(List.of(
                row(1, labels("A", Modality.VISIBLE), Embedding.ofUnit(new float[] {0.6f, 0.8f})),
                row(2, labels("A", Modality.INFRARED), Embedding.ofUnit(new float[] {0.8f, 0.6f})),
                row(3, labels("B", Modality.INFRARED), Embedding.ofUnit(new float[] {0.8f, 0.6f}))));
        SearchOptions options = new SearchOptions(EVERYTHING, -1, 10, 3, Aggregation.CENTROID);

        assertThat(index.search(PROBE, options.with(new ScoreFloor(0.5, 0.9))).people())
                .singleElement()
                .satisfies(ranked -> {
                    assertThat(ranked.person()).isEqualTo(new PersonId("A"));
                    assertThat(ranked.score()).isCloseTo(0.6, within(1e-6));
                    assertThat(ranked.images()).extracting(Match::sequence).containsExactly(1L);
                });
    }

    @Test
    void imagesThatCancelEachOtherOutScoreNothing() {
        MemoryIndex index = new MemoryIndex(2);
        index.add(List.of(
                row(1, labels("A", Modality.VISIBLE), Embedding.ofUnit(new float[] {1, 0})),
                row(2, labels("A", Modality.VISIBLE), Embedding.ofUnit(new float[] {-1, 0})),
                row(3, labels(null, Modality.VISIBLE), Embedding.normalised(new float[] {3, 1}))));

        List<RankedPerson> people = search(index, PROBE, EVERYTHING, Aggregation.CENTROID, -1);

        assertThat(people).extracting(RankedPerson::person).containsExactly(null, new PersonId("A"));
        assertThat(people.get(1).score()).isZero();
        assertThat(search(index, PROBE, EVERYTHING, Aggregation.CENTROID, 0.1))
                .extracting(RankedPerson::person)
                .containsOnlyNulls();
    }

    @Test
    void meansAreThoseOfTheImagesThatPassTheFilter() {
        List<Row> rows = randomRows(1500, 8, 1);
        MemoryIndex index = new MemoryIndex(8);
        index.add(rows);
        Random random = new Random(2);
        ProbeVectors probe = new ProbeVectors(
                List.of(random(8, random), random(8, random)),
                Modality.INFRARED,
                rows.get(7).entry().imageId());
        SearchFilter filter = new SearchFilter(GALLERY, null, Set.of(), Set.of(new CameraId("2")), TimeWindow.ALWAYS);

        List<RankedPerson> people = search(index, probe, filter, Aggregation.CENTROID, -1);

        assertThat(people).hasSize(75).isSortedAccordingTo(RankedPerson.RANKING); // a quarter is seen by camera 2 only
        for (RankedPerson ranked : people) {
            List<Row> theirs = rows.stream()
                    .filter(row -> filter.accepts(row.entry().labels()) && !probe.isItself(row.entry()))
                    .filter(row -> Objects.equals(row.entry().labels().person(), ranked.person()))
                    .toList();
            assertThat(ranked.calibrated()).isCloseTo(naive(index, probe, theirs), within(1e-4));
        }
    }

    private static double naive(MemoryIndex index, ProbeVectors probe, List<Row> theirs) {
        List<Double> calibrated = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            float[] sum = new float[8];
            for (Row row : theirs) {
                for (int i = 0; i < 8 && row.entry().labels().modality() == modality; i++) {
                    sum[i] += row.embedding().toArray()[i];
                }
            }
            if (theirs.stream().anyMatch(row -> row.entry().labels().modality() == modality)) {
                for (Embedding embedding : probe.embeddings()) {
                    calibrated.add(index.calibration(GALLERY)
                            .pair(probe.modality(), modality)
                            .calibrated(Embedding.normalised(sum).cosine(embedding)));
                }
            }
        }
        return calibrated.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static List<RankedPerson> search(
            MemoryIndex index, ProbeVectors probe, SearchFilter filter, Aggregation aggregation, double minScore) {
        return index.search(probe, new SearchOptions(filter, minScore, 100, 3, aggregation))
                .people();
    }

    private static ImageLabels labels(@Nullable String person, Modality modality) {
        return new ImageLabels(
                GALLERY, person == null ? null : new PersonId(person), new CameraId("1"), modality, null, Map.of());
    }
}
