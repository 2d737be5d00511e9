package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankedListTest {
    private static final PersonImage QUERY = Oracle.image(0, "a", "cam6");

    /**
     * Worked by hand, the query being a:
     *
     * <pre>
     * a b c d e   match at 1:        AP 1/1,                 INP 1/1, first image 1, first identity 1
     * b c d e a   match at 5:        AP 1/5,                 INP 1/5, first image 5, first identity 5
     * b b a b a   matches at 3, 5:   AP (1/3 + 2/5) / 2,     INP 2/5, first image 3, first identity 2
     * a a a a a   all match:         AP 1,                   INP 5/5, first image 1, first identity 1
     * b c b a a   matches at 4, 5:   AP (1/4 + 2/5) / 2,     INP 2/5, first image 4, first identity 3
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({
        "abcde, 1,                   1,   1, 1",
        "bcdea, 0.2,                 0.2, 5, 5",
        "bbaba, 0.36666666666666667, 0.4, 3, 2",
        "aaaaa, 1,                   1,   1, 1",
        "bcbaa, 0.325,               0.4, 4, 3"
    })
    void rankingsOfFiveComeOutAsWorkedByHand(String persons, double ap, double inp, int image, int identity) {
        QueryScore byImages = new RankedList(QUERY, gallery(persons, "cam1"), RankingRule.REGDB).score();
        QueryScore byIdentities = new RankedList(QUERY, gallery(persons, "cam1"), RankingRule.SYSU_MM01).score();

        assertThat(byImages.averagePrecision()).isCloseTo(ap, within(1e-15));
        assertThat(byImages.inverseNegativePenalty()).isCloseTo(inp, within(1e-15));
        assertThat(byImages.firstMatchRank()).isEqualTo(image);
        assertThat(byIdentities).isEqualTo(new QueryScore(true, identity, byImages.averagePrecision(), inp));
    }

    @Test
    void theMostSimilarComesFirstAndTiesKeepTheirOrder() {
        RankedList ranking = rank("bcdef", new float[] {-1, 0.5f, 0.5f, 1, 0.5f}, RankingRule.REGDB);

        assertThat(ranking.ranking()).extracting(Oracle::place).containsExactly(3, 1, 2, 4, 0);
    }

    @Test
    void bothZerosAreATie() {
        RankedList ranking = rank("bcd", new float[] {-0f, 0f, -0f}, RankingRule.REGDB);

        assertThat(ranking.ranking()).extracting(Oracle::place).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"cam3, 'cam1,cam4,cam5'", "cam6, 'cam1,cam2,cam4,cam5'"})
    void sameLocationCameraIsIgnored(String queryCamera, String seen) {
        PersonImage query = Oracle.image(0, "a", queryCamera);
        List<PersonImage> gallery = List.of(
                Oracle.image(0, "a", "cam1"),
                Oracle.image(1, "b", "cam2"),
                Oracle.image(2, "a", "cam4"),
                Oracle.image(3, "b", "cam5"));

        RankedList ranking = RankedList.rank(query, gallery, new float[4], RankingRule.SYSU_MM01);

        assertThat(ranking.ranking())
                .extracting(image -> image.camera().value())
                .containsExactly(seen.split(","));
    }

    @Test
    void llcmIgnoresTheSamePersonBySameCameraOnly() {
        PersonImage query = Oracle.image(0, "a", "cam1");
        List<PersonImage> gallery =
                List.of(Oracle.image(0, "a", "cam1"), Oracle.image(1, "b", "cam1"), Oracle.image(2, "a", "cam2"));

        RankedList ranking = RankedList.rank(query, gallery, new float[3], RankingRule.LLCM);

        assertThat(ranking.ranking()).extracting(Oracle::place).containsExactly(1, 2);
    }

    @Test
    void aQueryWhoseMatchesAreAllIgnoredIsInvalid() {
        PersonImage query = Oracle.image(0, "a", "cam3");

        assertThat(new RankedList(query, List.of(), RankingRule.SYSU_MM01).score())
                .isEqualTo(QueryScore.INVALID);
        assertThat(RankedList.rank(query, gallery("aab", "cam2"), new float[3], RankingRule.SYSU_MM01)
                        .score())
                .isEqualTo(QueryScore.INVALID);
    }

    @Test
    void anotherNumberOfSimilaritiesThanImagesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rank("bcd", new float[2], RankingRule.REGDB))
                .withMessageContaining("3 gallery images")
                .withMessageContaining("2");
    }

    private static RankedList rank(String persons, float[] similarities, RankingRule rule) {
        return RankedList.rank(QUERY, gallery(persons, "cam1"), similarities, rule);
    }

    private static List<PersonImage> gallery(String persons, String camera) {
        List<PersonImage> gallery = new ArrayList<>();
        for (char person : persons.toCharArray()) {
            gallery.add(Oracle.image(gallery.size(), String.valueOf(person), camera));
        }
        return gallery;
    }
}
