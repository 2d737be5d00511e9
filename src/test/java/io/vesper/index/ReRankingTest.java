package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.randomRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.KReciprocal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of a re-ranked search; the distances themselves are {@code KReciprocalTest}'s. */
class ReRankingTest {
    private final MemoryIndex index = new MemoryIndex(6);
    private final Map<UUID, Embedding> vectors = new HashMap<>();
    private final Random random = new Random(2);
    private final ProbeVectors probe = ProbeVectors.of(List.of(random(6, random), random(6, random)), Modality.VISIBLE);

    @BeforeEach
    void fill() {
        List<Row> rows = randomRows(400, 6, 1);
        index.add(rows);
        rows.forEach(row -> vectors.put(row.entry().imageId(), row.embedding()));
    }

    @Test
    void theHundredBestImagesFollowTheirDistancesAndTheOthersTheirScores() {
        List<Match> before = index.nearest(probe, EVERYTHING, 400, ReRanking.NONE);
        Map<UUID, Double> distances = distances(before.subList(0, 100));

        List<Match> after = index.nearest(probe, EVERYTHING, 400, ReRanking.K_RECIPROCAL);

        assertThat(after.subList(0, 100))
                .containsExactlyInAnyOrderElementsOf(before.subList(0, 100))
                .isSortedAccordingTo(Comparator.comparing(match -> distances.get(match.imageId())));
        assertThat(after.subList(0, 100)).isNotEqualTo(before.subList(0, 100));
        assertThat(after.subList(100, 400)).isEqualTo(before.subList(100, 400));
    }

    @Test
    void peopleFollowTheirBestImagesAndKeepTheirScores() {
        List<Match> images = index.nearest(probe, EVERYTHING, 100, ReRanking.K_RECIPROCAL);
        LinkedHashSet<PersonId> expected = new LinkedHashSet<>();
        images.forEach(match -> expected.add(match.labels().person()));
        List<RankedPerson> before = people(Aggregation.MAX, ReRanking.NONE);
        before.forEach(ranked -> expected.add(ranked.person())); // without an image among the hundred

        List<RankedPerson> after = people(Aggregation.MAX, ReRanking.K_RECIPROCAL);

        assertThat(after).extracting(RankedPerson::person).containsExactlyElementsOf(expected);
        assertThat(after.get(0).images().get(0)).isEqualTo(images.get(0));
        assertThat(after)
                .allSatisfy(ranked -> assertThat(before)
                        .filteredOn(other -> other.person().equals(ranked.person()))
                        .singleElement()
                        .satisfies(other -> assertThat(other.calibrated()).isEqualTo(ranked.calibrated())));
    }

    @Test
    void byTheMeanAPersonsDistanceIsThatOfTheFiveBestImages() {
        List<Match> best = index.nearest(probe, EVERYTHING, 100, ReRanking.K_RECIPROCAL);
        Map<UUID, Double> distances = distances(index.nearest(probe, EVERYTHING, 100, ReRanking.NONE));
        Map<PersonId, List<Double>> byPerson = new HashMap<>();
        for (Match match : best) {
            List<Double> theirs = byPerson.computeIfAbsent(match.labels().person(), p -> new ArrayList<>());
            if (theirs.size() < 5) {
                theirs.add(distances.get(match.imageId()));
            }
        }

        List<RankedPerson> people = people(Aggregation.MEAN, ReRanking.K_RECIPROCAL);

        assertThat(people.subList(0, byPerson.size()))
                .isSortedAccordingTo(Comparator.comparing(ranked -> byPerson.get(ranked.person()).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow()));
    }

    @Test
    void anEmptyGalleryIsReRankedToNothing() {
        SearchFilter nothing = SearchFilter.everythingIn(new GalleryName("empty"));

        assertThat(index.nearest(probe, nothing, 10, ReRanking.K_RECIPROCAL)).isEmpty();
    }

    @Test
    void centroidsAreNotReRanked() {
        assertThatThrownBy(() -> people(Aggregation.CENTROID, ReRanking.K_RECIPROCAL))
                .hasMessageContaining("aggregate (centroid) has none");
    }

    private List<RankedPerson> people(Aggregation aggregation, ReRanking reRanking) {
        return index.search(probe, new SearchOptions(EVERYTHING, ScoreFloor.of(-1), 100, 3, aggregation, reRanking))
                .people();
    }

    /** The smaller of the two probes' distances. */
    private Map<UUID, Double> distances(List<Match> images) {
        List<Embedding> all = new ArrayList<>(probe.embeddings());
        images.forEach(match -> all.add(vectors.get(match.imageId())));
        float[][] cosines = new float[all.size()][all.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                cosines[i][j] = (float) all.get(i).cosine(all.get(j));
            }
        }
        double[][] distances = KReciprocal.PAPER.distances(cosines, 2);
        Map<UUID, Double> smaller = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            smaller.put(images.get(i).imageId(), Math.min(distances[0][i], distances[1][i]));
        }
        return smaller;
    }
}
