package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.protocol.GalleryConvention;
import io.vesper.protocol.SyntheticSysu;
import io.vesper.protocol.SysuProtocol;
import io.vesper.protocol.SysuSearch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RetrievalEvaluationTest {
    // One picture of two people by each of cameras 1, 2, 3 and 6; person 0001 points along x, person 0002 along y.
    private static final PersonDataset SMALL = new PersonDataset(
            "small",
            List.of(),
            List.of(),
            Stream.of("cam1", "cam2", "cam3", "cam6")
                    .flatMap(camera -> Stream.of("0001", "0002").map(id -> SyntheticSysu.picture(camera, id, 0)))
                    .toList());

    @Test
    void embeddingsThatKnowThePersonFindEveryone() {
        RetrievalMetrics mean = RetrievalEvaluation.evaluate(
                        SMALL, DatasetPart.TEST, SysuProtocol.singleShot(SysuSearch.ALL), perfect())
                .mean();

        assertThat(mean).isEqualTo(new RetrievalMetrics(Collections.nCopies(50, 1.0), 1, 1));
    }

    /**
     * Person 0002's picture by camera 6 is given the other's embedding. Of the four queries, three rank their own person
     * first, and the fourth sees 0001, 0001, 0002, 0002: first match at the second identity, AP = (1/3 + 2/4) / 2 = 5/12,
     * INP = 2/4.
     */
    @Test
    void oneMistakenQueryCountsForAQuarter() {
        Map<PersonImage, Embedding> embeddings = perfect();
        embeddings.put(SyntheticSysu.picture("cam6", "0002", 0), Embedding.ofUnit(new float[] {1, 0}));

        EvaluationReport report = RetrievalEvaluation.evaluate(
                SMALL, DatasetPart.TEST, SysuProtocol.singleShot(SysuSearch.ALL), embeddings);

        assertThat(report.mean().rank1()).isCloseTo(0.75, within(1e-12));
        assertThat(report.mean().rank5()).isCloseTo(1, within(1e-12));
        assertThat(report.mean().meanAveragePrecision()).isCloseTo((3 + 5 / 12.0) / 4, within(1e-12));
        assertThat(report.mean().meanInverseNegativePenalty()).isCloseTo(3.5 / 4, within(1e-12));
        assertThat(report.standardDeviation().rank1()).isCloseTo(0, within(1e-12));
    }

    @Test
    void aQueryWhosePersonWasSeenOnlyThereIsInvalidAndCountedSo() {
        List<PersonImage> test = Stream.concat(
                        SMALL.test().stream(),
                        Stream.of(SyntheticSysu.picture("cam2", "0003", 0), SyntheticSysu.picture("cam3", "0003", 0)))
                .toList();
        Map<PersonImage, Embedding> embeddings = perfect();
        test.forEach(image -> embeddings.putIfAbsent(image, Embedding.ofUnit(new float[] {1, 0})));

        EvaluationReport report = RetrievalEvaluation.evaluate(
                new PersonDataset("small", List.of(), List.of(), test),
                DatasetPart.TEST,
                SysuProtocol.singleShot(SysuSearch.ALL),
                embeddings);

        assertThat(report.queries()).isEqualTo(5);
        assertThat(report.validQueries()).isEqualTo(4);
        assertThat(report.mean().rank1()).isEqualTo(1);
    }

    @Test
    void theReverseDirectionIsEvaluatedToo() {
        SysuProtocol reverse = new SysuProtocol(SysuSearch.ALL, Modality.VISIBLE, 1, 10, GalleryConvention.DEFACTO);

        EvaluationReport report = RetrievalEvaluation.evaluate(SMALL, DatasetPart.TEST, reverse, perfect());

        assertThat(report.queries()).isEqualTo(4);
        assertThat(report.galleryImages()).isEqualTo(4);
        assertThat(report.mean().rank1()).isEqualTo(1);
    }

    @Test
    void aMissingEmbeddingIsNamed() {
        Map<PersonImage, Embedding> embeddings = perfect();
        PersonImage missing = SyntheticSysu.picture("cam6", "0002", 0);
        embeddings.remove(missing);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrievalEvaluation.evaluate(
                        SMALL, DatasetPart.TEST, SysuProtocol.singleShot(SysuSearch.ALL), embeddings))
                .withMessageContaining("(" + missing.file() + ")");
    }

    @ParameterizedTest
    @CsvSource({"cam1", "cam6"})
    void anEmbeddingOfAnotherDimensionIsRefused(String camera) {
        Map<PersonImage, Embedding> embeddings = perfect();
        embeddings.put(SyntheticSysu.picture(camera, "0002", 0), Embedding.ofUnit(new float[] {1, 0, 0}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrievalEvaluation.evaluate(
                        SMALL, DatasetPart.TEST, SysuProtocol.singleShot(SysuSearch.ALL), embeddings))
                .withMessageContaining("3 values")
                .withMessageContaining("of 2");
    }

    @Test
    void theReportIsJsonWithTheGlossarysNames() {
        EvaluationReport report = RetrievalEvaluation.evaluate(
                SMALL, DatasetPart.TEST, SysuProtocol.singleShot(SysuSearch.ALL), perfect());

        String json = JsonMapper.builder().build().writeValueAsString(report);

        assertThat(json)
                .startsWith(
                        "{\"rank1\":1.0,\"rank5\":1.0,\"rank10\":1.0,\"rank20\":1.0,\"meanAveragePrecision\":1.0,\"meanInverseNegativePenalty\":1.0,\"standardDeviation\":{\"rank1\":0.0,")
                .contains(
                        "\"queries\":4,\"validQueries\":4,\"invalidQueries\":0,\"galleryImages\":4,\"dataset\":\"small\",\"part\":\"test\",\"protocol\":{\"name\":\"SYSU-MM01\",\"search\":\"all\",\"queryModality\":\"infrared\",\"shotsPerCamera\":1,\"trials\":10,\"galleryConvention\":\"defacto\"},\"cmc\":[1.0,1.0,");
        assertThat(report.toMap().get("trials")).asList().hasSize(10);
    }

    private static Map<PersonImage, Embedding> perfect() {
        Map<PersonImage, Embedding> embeddings = new HashMap<>();
        for (PersonImage image : SMALL.test()) {
            boolean first = image.person().value().equals("0001");
            embeddings.put(image, Embedding.ofUnit(first ? new float[] {1, 0} : new float[] {0, 1}));
        }
        return embeddings;
    }
}
