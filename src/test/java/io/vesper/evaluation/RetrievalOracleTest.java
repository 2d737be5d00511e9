package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Compares rankings and their scores with the reference, computed in another language from the definitions. */
class RetrievalOracleTest {
    private static final JsonNode ORACLE = Oracle.read("/oracle.json");
    private static final Offset<Double> EXACT = within(1e-12);

    @ParameterizedTest
    @CsvSource({"SYSU_MM01, sysu, query_cams", "REGDB, regdb, query_cams", "LLCM, llcm, llcm_query_cams"})
    void everyQueryIsRankedAndScoredAsTheReferenceDoes(RankingRule rule, String key, String queryCameras) {
        JsonNode expected = ORACLE.get("retrieval").get(key).get("per_query");
        List<RankedList> rankings = rankings(rule, queryCameras);

        assertThat(rankings).hasSize(expected.size());
        for (int i = 0; i < rankings.size(); i++) {
            assertScored(rankings.get(i), expected.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"SYSU_MM01, sysu, query_cams", "REGDB, regdb, query_cams", "LLCM, llcm, llcm_query_cams"})
    void theMetricsEqualTheReference(RankingRule rule, String key, String queryCameras) {
        JsonNode expected = ORACLE.get("retrieval").get(key);
        List<QueryScore> scores =
                rankings(rule, queryCameras).stream().map(RankedList::score).toList();

        RetrievalMetrics metrics = RetrievalMetrics.of(scores);

        List<QueryScore> valid = scores.stream().filter(QueryScore::isValid).toList();
        assertThat(valid).hasSize(expected.get("valid_queries").asInt());
        assertThat(metrics.meanAveragePrecision()).isCloseTo(expected.get("mAP").asDouble(), EXACT);
        assertThat(metrics.meanInverseNegativePenalty())
                .isCloseTo(expected.get("mINP").asDouble(), EXACT);
        assertCmc(expected.get("cmc"), valid, metrics);
    }

    @Test
    void equalDistancesKeepTheOrderOfTheGallery() {
        JsonNode example = ORACLE.get("tie_example");
        JsonNode expected = example.get("regdb").get("per_query").get(0);
        List<PersonImage> gallery = Oracle.images(example.get("gallery_ids"), null);
        PersonImage query = Oracle.image(0, example.get("query_id").asString(), "none");

        RankedList ranking =
                RankedList.rank(query, gallery, negated(example.get("dist").get(0)), RankingRule.REGDB);

        assertScored(ranking, expected);
    }

    @Test
    void theHandWorkedExampleComesOut() {
        JsonNode example = ORACLE.get("hand_example");
        List<PersonImage> ranking = Oracle.images(example.get("ranked_gallery_ids"), null);
        PersonImage query = Oracle.image(0, example.get("query").asString(), "none");

        QueryScore score = new RankedList(query, ranking, RankingRule.REGDB).score();

        assertThat(score.averagePrecision()).isCloseTo(example.get("AP").asDouble(), EXACT);
        assertThat(score.inverseNegativePenalty()).isCloseTo(example.get("INP").asDouble(), EXACT);
        assertThat(score.firstMatchRank())
                .isEqualTo(example.get("first_hit_rank_images").asInt());
    }

    private static List<RankedList> rankings(RankingRule rule, String queryCameras) {
        JsonNode example = ORACLE.get("retrieval");
        List<PersonImage> queries = Oracle.images(example.get("query_ids"), example.get(queryCameras));
        List<PersonImage> gallery = Oracle.images(example.get("gallery_ids"), example.get("gallery_cams"));
        List<Embedding> queryEmbeddings = Oracle.embeddings(example.get("query_features"));
        CandidateMatrix candidates = new CandidateMatrix(Oracle.embeddings(example.get("gallery_features")));
        List<RankedList> rankings = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            float[] cosines = candidates.cosines(queryEmbeddings.get(i));
            rankings.add(RankedList.rank(queries.get(i), gallery, cosines, rule));
        }
        return rankings;
    }

    private static void assertScored(RankedList ranking, JsonNode expected) {
        QueryScore score = ranking.score();
        assertThat(score.isValid()).isEqualTo(expected.get("valid").asBoolean());
        if (!score.isValid()) {
            return;
        }
        assertThat(score.firstMatchRank())
                .isEqualTo(expected.get("first_hit_rank").asInt());
        assertThat(score.averagePrecision()).isCloseTo(expected.get("ap").asDouble(), EXACT);
        assertThat(score.inverseNegativePenalty()).isCloseTo(expected.get("inp").asDouble(), EXACT);
        assertThat(ranking.ranking()).hasSize(expected.get("n_gallery").asInt());
        assertThat(ranking.ranking())
                .filteredOn(image -> image.person().equals(ranking.query().person()))
                .hasSize(expected.get("n_positive").asInt());
        List<JsonNode> best = Oracle.elements(expected.get("top5"));
        assertThat(ranking.ranking().stream().map(Oracle::place).limit(best.size()))
                .containsExactlyElementsOf(best.stream().map(JsonNode::asInt).toList());
    }

    private static void assertCmc(JsonNode expected, List<QueryScore> valid, RetrievalMetrics metrics) {
        Cmc cmc = Cmc.of(valid);
        for (int k = 1; k <= expected.size(); k++) {
            assertThat(cmc.atRank(k))
                    .as("rank %d", k)
                    .isCloseTo(expected.get(k - 1).asDouble(), EXACT);
        }
        assertThat(metrics.rank1()).isEqualTo(cmc.atRank(1));
        assertThat(metrics.rank5()).isEqualTo(cmc.atRank(5));
        assertThat(metrics.rank10()).isEqualTo(cmc.atRank(10));
        assertThat(metrics.rank20()).isEqualTo(cmc.atRank(20));
    }

    private static float[] negated(JsonNode distances) {
        float[] values = Oracle.floats(distances);
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return values;
    }
}
