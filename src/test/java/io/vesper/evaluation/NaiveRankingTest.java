package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares with a second implementation, written from the definitions and as slow as they are, on data full of ties. */
class NaiveRankingTest {
    private static final Map<String, Integer> LOCATIONS =
            Map.of("cam1", 1, "cam2", 2, "cam3", 2, "cam4", 4, "cam5", 5, "cam6", 6);

    @ParameterizedTest
    @EnumSource(RankingRule.class)
    void randomRankingsAreScoredAsTheNaiveVersionDoes(RankingRule rule) {
        Random random = new Random(11);
        int valid = 0;
        for (int round = 0; round < 500; round++) {
            PersonImage query = image(0, random);
            List<PersonImage> gallery = new ArrayList<>();
            float[] similarities = new float[1 + random.nextInt(40)];
            for (int i = 0; i < similarities.length; i++) {
                gallery.add(image(i, random));
                similarities[i] = (random.nextInt(9) - 4) / 4f;
            }
            RankedList ranked = RankedList.rank(query, gallery, similarities, rule);

            List<PersonImage> expected = naiveRanking(query, gallery, similarities, rule);
            assertThat(ranked.ranking()).isEqualTo(expected);
            valid += assertScored(ranked.score(), naiveMatchRanks(query, expected), expected, rule);
        }
        assertThat(valid).isBetween(300, 499);
    }

    private static int assertScored(
            QueryScore score, List<Integer> matchRanks, List<PersonImage> ranking, RankingRule rule) {
        assertThat(score.isValid()).isEqualTo(!matchRanks.isEmpty());
        if (matchRanks.isEmpty()) {
            return 0;
        }
        double precisions = 0;
        for (int i = 0; i < matchRanks.size(); i++) {
            precisions += (i + 1.0) / matchRanks.get(i);
        }
        assertThat(score.averagePrecision()).isCloseTo(precisions / matchRanks.size(), within(1e-12));
        int last = matchRanks.get(matchRanks.size() - 1);
        assertThat(score.inverseNegativePenalty()).isCloseTo((double) matchRanks.size() / last, within(1e-12));
        List<PersonImage> upToFirst = ranking.subList(0, matchRanks.get(0));
        long identities = upToFirst.stream().map(PersonImage::person).distinct().count();
        assertThat(score.firstMatchRank()).isEqualTo(rule == RankingRule.REGDB ? upToFirst.size() : (int) identities);
        return 1;
    }

    private static List<PersonImage> naiveRanking(
            PersonImage query, List<PersonImage> gallery, float[] similarities, RankingRule rule) {
        return gallery.stream()
                .filter(image -> !naiveIsIgnored(query, image, rule))
                .sorted(Comparator.comparing((PersonImage image) -> -similarities[Oracle.place(image)] + 0.0)
                        .thenComparing(Oracle::place))
                .toList();
    }

    private static boolean naiveIsIgnored(PersonImage query, PersonImage image, RankingRule rule) {
        String queryCamera = query.camera().value();
        String camera = image.camera().value();
        return switch (rule) {
            case SYSU_MM01 -> LOCATIONS.get(queryCamera).equals(LOCATIONS.get(camera));
            case LLCM -> queryCamera.equals(camera) && query.person().equals(image.person());
            case REGDB -> false;
        };
    }

    private static List<Integer> naiveMatchRanks(PersonImage query, List<PersonImage> ranking) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < ranking.size(); i++) {
            if (ranking.get(i).person().equals(query.person())) {
                ranks.add(i + 1);
            }
        }
        return ranks;
    }

    private static PersonImage image(int place, Random random) {
        return Oracle.image(place, String.valueOf(random.nextInt(6)), "cam" + (1 + random.nextInt(6)));
    }
}
