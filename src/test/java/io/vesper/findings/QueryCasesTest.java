package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.evaluation.QueryScore;
import io.vesper.person.PersonImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryCasesTest {

    @Test
    void thePersonsBestQueryIsShownOnceBestFirst() {
        QueryCases cases =
                cases(List.of(query("a", 1, 0.5), query("b", 1, 0.9), query("a", 2, 0.7), query("c", 1, 0.6)));

        assertThat(cases.best()).extracting(QueryCase::averagePrecision).containsExactly(0.9, 0.7, 0.6);
    }

    @Test
    void thePersonsWorstQueryIsShownOnceWorstFirst() {
        QueryCases cases =
                cases(List.of(query("a", 1, 0.5), query("b", 1, 0.9), query("a", 2, 0.7), query("c", 1, 0.6)));

        assertThat(cases.worst()).extracting(QueryCase::averagePrecision).containsExactly(0.5, 0.6, 0.9);
    }

    @Test
    void ofEqualQueriesThoseAskedFirstAreShownAndNoMoreThanFive() {
        QueryCases cases =
                cases(IntStream.range(0, 8).mapToObj(i -> query("p" + i, 1, 1)).toList());

        assertThat(cases.best())
                .extracting(shown -> shown.query().person().value())
                .containsExactly("p0", "p1", "p2", "p3", "p4");
        assertThat(cases.worst()).isEqualTo(cases.best());
    }

    @Test
    void aQueryWithoutAMatchIsNeverShown() {
        QueryRanking invalid =
                new QueryRanking(Images.infrared("a", 1), new QueryScore(false, 0, 0, 0), List.of(), List.of());

        assertThat(cases(List.of(invalid)).worst()).isEmpty();
    }

    /** The query points along x, the picture of the same person along y: 1 - cosine is 1; and it is right. */
    @Test
    void picturesCarryTheirDistanceAndWhetherTheyAreRight() {
        QueryCase shown = cases(List.of(query("a", 1, 0.5))).best().get(0);

        assertThat(shown.firstMatchPlace()).isEqualTo(2);
        assertThat(shown.first()).hasSize(2);
        assertThat(shown.first().get(0).isMatch()).isFalse();
        assertThat(shown.first().get(0).distance()).isCloseTo(0, within(1e-6));
        assertThat(shown.first().get(1).isMatch()).isTrue();
        assertThat(shown.first().get(1).distance()).isCloseTo(1, within(1e-6));
    }

    /** Its first picture shows another, its second the person. */
    private static QueryRanking query(String person, int number, double averagePrecision) {
        return new QueryRanking(
                Images.infrared(person, number),
                new QueryScore(true, 2, averagePrecision, 0.5),
                List.of(2),
                List.of(Images.visible("somebody else", 1), Images.visible(person, 1)));
    }

    private static QueryCases cases(List<QueryRanking> rankings) {
        return new QueryCases(rankings, QueryCasesTest::embedding);
    }

    private static Embedding embedding(PersonImage image) {
        boolean isAside = image.equals(Images.visible(image.person().value(), 1))
                && !image.person().value().equals("somebody else");
        return Embedding.ofUnit(isAside ? new float[] {0, 1} : new float[] {1, 0});
    }
}
