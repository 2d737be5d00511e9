package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonRankingTest {
    private static final SearchFilter EVERYTHING = SearchFilter.everythingIn(GalleryName.DEFAULT);

    /** A: 0.9, 0.1 -> max 0.9. B: 0.8, 0.7 -> max 0.8. */
    @Test
    void theBestImageDecidesByDefault() {
        PersonRanking ranking = new PersonRanking(options(Aggregation.MAX, 10, 3, -1), IndexRows.UNCALIBRATED);
        offer(ranking, "B", 1, 0.7f);
        offer(ranking, "A", 2, 0.1f);
        offer(ranking, "B", 3, 0.8f);
        offer(ranking, "A", 4, 0.9f);

        List<RankedPerson> ranked = ranking.ranked();

        assertThat(ranked).extracting(RankedPerson::person).containsExactly(new PersonId("A"), new PersonId("B"));
        assertThat(ranked).extracting(person -> (float) person.score()).containsExactly(0.9f, 0.8f);
        assertThat(ranked.get(0).images()).extracting(Match::sequence).containsExactly(4L, 2L);
    }

    /** A: (0.9 + 0.1) / 2 = 0.5. B: (0.8 + 0.7) / 2 = 0.75. C: the best five of six, all 0.6. */
    @Test
    void theMeanLooksAtTheFiveBestImages() {
        PersonRanking ranking = new PersonRanking(options(Aggregation.MEAN, 10, 1, -1), IndexRows.UNCALIBRATED);
        offer(ranking, "A", 1, 0.9f);
        offer(ranking, "A", 2, 0.1f);
        offer(ranking, "B", 3, 0.8f);
        offer(ranking, "B", 4, 0.7f);
        for (int i = 5; i <= 9; i++) {
            offer(ranking, "C", i, 0.6f);
        }
        offer(ranking, "C", 10, -1);

        List<RankedPerson> ranked = ranking.ranked();

        assertThat(ranked)
                .extracting(RankedPerson::person)
                .extracting(String::valueOf)
                .containsExactly("B", "C", "A");
        assertThat(ranked.get(0).score()).isCloseTo(0.75, within(1e-6));
        assertThat(ranked.get(1).score()).isCloseTo(0.6, within(1e-6));
        assertThat(ranked.get(2).score()).isCloseTo(0.5, within(1e-6));
        assertThat(ranked).allSatisfy(person -> assertThat(person.images()).hasSize(1));
    }

    @Test
    void anUnidentifiedImageRanksAlone() {
        PersonRanking ranking = new PersonRanking(options(Aggregation.MAX, 10, 3, -1), IndexRows.UNCALIBRATED);
        offer(ranking, null, 1, 0.5f);
        offer(ranking, "A", 2, 0.6f);
        offer(ranking, null, 3, 0.7f);

        List<RankedPerson> ranked = ranking.ranked();

        assertThat(ranked).extracting(RankedPerson::person).containsExactly(null, new PersonId("A"), null);
        assertThat(ranked).allSatisfy(person -> assertThat(person.images()).hasSize(1));
    }

    @Test
    void ofEqualScoresTheOlderImageComesFirst() {
        PersonRanking ranking = new PersonRanking(options(Aggregation.MAX, 3, 1, -1), IndexRows.UNCALIBRATED);
        offer(ranking, "late", 9, 0.5f);
        offer(ranking, null, 2, 0.5f);
        offer(ranking, "early", 1, 0.5f);
        offer(ranking, "middle", 5, 0.5f);

        assertThat(ranking.ranked())
                .extracting(person -> person.images().get(0).sequence())
                .containsExactly(1L, 2L, 5L, 9L);
    }

    @Test
    void imagesBelowTheLowestScoreAreLeftOut() {
        PersonRanking ranking = new PersonRanking(options(Aggregation.MAX, 10, 3, 0.5), IndexRows.UNCALIBRATED);
        offer(ranking, "A", 1, 0.5f);
        offer(ranking, "A", 2, 0.499f);
        offer(ranking, "B", 3, 0.4f);
        offer(ranking, null, 4, 0.3f);

        assertThat(ranking.ranked())
                .singleElement()
                .satisfies(person ->
                        assertThat(person.images()).extracting(Match::sequence).containsExactly(1L));
    }

    @Test
    void eachModalityHasALowestScoreOfItsOwn() {
        ScoreFloor floor = ScoreFloor.of(0.2).raised(Map.of(Modality.VISIBLE, 0.1, Modality.INFRARED, 0.9));

        assertThat(floor).isEqualTo(new ScoreFloor(0.2, 0.9));
        assertThat(floor.raised(Map.of())).isEqualTo(floor);
        assertThat(floor.accepts(Modality.VISIBLE, 0.2)).isTrue();
        assertThat(floor.accepts(Modality.INFRARED, 0.89)).isFalse();
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> options(Aggregation.MAX, 0, 3, -1)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> options(Aggregation.MAX, 101, 3, -1)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> options(Aggregation.MAX, 10, 0, -1)).hasMessageContaining("1 to 20");
        assertThatThrownBy(() -> options(Aggregation.MAX, 10, 3, 1.5)).hasMessageContaining("-1 to 1");
        assertThatThrownBy(() -> options(Aggregation.MAX, 10, 3, Double.NaN)).hasMessageContaining("-1 to 1");
    }

    private static SearchOptions options(Aggregation aggregation, int people, int images, double minScore) {
        return new SearchOptions(EVERYTHING, minScore, people, images, aggregation);
    }

    private static void offer(PersonRanking ranking, @Nullable String person, long sequence, float score) {
        ImageLabels labels = new ImageLabels(
                GalleryName.DEFAULT,
                person == null ? null : new PersonId(person),
                new CameraId("1"),
                Modality.VISIBLE,
                null,
                Map.of());
        ranking.accept(new IndexEntry(new UUID(0, sequence), sequence, labels), score);
    }
}
