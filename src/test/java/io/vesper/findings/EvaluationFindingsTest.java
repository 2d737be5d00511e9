package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RandomEmbeddings;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.findings.KindFindings.Counts;
import io.vesper.findings.KindFindings.Details;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.SyntheticSysu;
import io.vesper.protocol.SysuProtocol;
import io.vesper.protocol.SysuSearch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationFindingsTest {
    private static final Protocol PROTOCOL = SysuProtocol.singleShot(SysuSearch.ALL);

    /**
     * Two people, one picture by each of cameras 1, 2, 3 and 6; 0001 points along x, 0002 along y, but its picture by camera 6
     * along x. That query sees 0001, 0001, 0002, 0002: precision is 2/4 at every recall, and 1 for the three other queries.
     */
    private static final PersonDataset SMALL = dataset("0001", "0002");

    @Test
    void measuresAndCurvesAreTheEvaluationsOwn() {
        Map<PersonImage, Embedding> embeddings = oneMistaken(SMALL);
        EvaluationReport report = evaluate(SMALL, embeddings);

        KindFindings findings = kind(SMALL, embeddings, report);

        assertThat(findings.statistic(Measure.RANK_1)).isEqualTo(new Statistic(0.75, 0));
        assertThat(findings.statistic(Measure.RANK_5).mean()).isEqualTo(1);
        assertThat(findings.statistic(Measure.MEAN_AVERAGE_PRECISION).mean())
                .isCloseTo((3 + 5 / 12.0) / 4, within(1e-12));
        assertThat(findings.statistic(Measure.MEAN_INVERSE_NEGATIVE_PENALTY).mean())
                .isCloseTo(3.5 / 4, within(1e-12));
        assertThat(findings.trials())
                .hasSize(10)
                .allSatisfy(trial -> assertThat(trial).containsEntry(Measure.RANK_1, 0.75));
        assertThat(findings.counts()).isEqualTo(new Counts(4, 4, 4));
        assertThat(findings.curves().cmc()).hasSize(20).startsWith(0.75, 1.0, 1.0);
        assertThat(findings.curves().precision()).hasSize(101).containsOnly(3.5 / 4);
    }

    @Test
    void theMistakenQueryIsTheWorst() {
        Details details = Objects.requireNonNull(kind(SMALL, oneMistaken(SMALL), evaluate(SMALL, oneMistaken(SMALL)))
                .details());

        QueryCase worst = details.worst().get(0);
        assertThat(worst.query()).isEqualTo(SyntheticSysu.picture("cam6", "0002", 0));
        assertThat(worst.averagePrecision()).isCloseTo(5 / 12.0, within(1e-12));
        assertThat(worst.firstMatchPlace()).isEqualTo(3);
        assertThat(worst.first()).extracting(RankedPicture::isMatch).containsExactly(false, false, true, true);
        assertThat(worst.first()).extracting(RankedPicture::distance).containsExactly(0.0, 0.0, 1.0, 1.0);
        assertThat(details.best()).extracting(QueryCase::averagePrecision).containsExactly(1.0, 1.0);
    }

    /** 0002 has 2 visible pictures along y and 2 infrared ones along y and x: 2 of its 4 pairs across are at distance 1. */
    @Test
    void distancesAreOfThePicturesEvaluated() {
        DistanceHistograms distances = Objects.requireNonNull(
                        kind(SMALL, oneMistaken(SMALL), evaluate(SMALL, oneMistaken(SMALL)))
                                .details())
                .distances();

        assertThat(distances.counts(Pair.SAME_PERSON_ACROSS).get(0)).isEqualTo(4 + 2);
        assertThat(distances.counts(Pair.SAME_PERSON_ACROSS).get(50)).isEqualTo(2);
        assertThat(distances.counts(Pair.SAME_PERSON_WITHIN).get(50)).isEqualTo(1);
    }

    @Test
    void theCurvePassesThroughTheReportedRanks() {
        PersonDataset complete = SyntheticSysu.complete();
        Map<PersonImage, Embedding> embeddings = RandomEmbeddings.draw(PROTOCOL.images(complete, DatasetPart.TEST), 1);
        EvaluationReport report = evaluate(complete, embeddings);

        KindFindings findings =
                new EvaluationFindings(complete, DatasetPart.TEST, PROTOCOL).baseline("chance", report, embeddings);

        assertThat(findings.details()).isNull();
        List<Double> cmc = findings.curves().cmc();
        assertThat(cmc.get(0)).isEqualTo(report.mean().rank1());
        assertThat(cmc.get(4)).isEqualTo(report.mean().rank5());
        assertThat(cmc.get(9)).isEqualTo(report.mean().rank10());
        assertThat(cmc.get(19)).isEqualTo(report.mean().rank20());
        // At recall 1 precision is at its lowest, and mINP is the precision at the last match.
        assertThat(findings.curves().precision().get(100))
                .isCloseTo(report.mean().meanInverseNegativePenalty(), within(1e-12));
    }

    @Test
    void onePersonIsFoundByEveryone() {
        PersonDataset one = dataset("0001");
        Map<PersonImage, Embedding> embeddings = oneMistaken(one);

        KindFindings findings = kind(one, embeddings, evaluate(one, embeddings));

        assertThat(findings.statistic(Measure.RANK_1).mean()).isEqualTo(1);
        Details details = Objects.requireNonNull(findings.details());
        assertThat(details.distances().counts(Pair.OTHER_PERSON_ACROSS)).containsOnly(0);
        assertThat(details.best()).hasSize(1);
    }

    private static KindFindings kind(
            PersonDataset dataset, Map<PersonImage, Embedding> embeddings, EvaluationReport report) {
        return new EvaluationFindings(dataset, DatasetPart.TEST, PROTOCOL).kind("observation", report, embeddings);
    }

    private static EvaluationReport evaluate(PersonDataset dataset, Map<PersonImage, Embedding> embeddings) {
        return RetrievalEvaluation.evaluate(dataset, DatasetPart.TEST, PROTOCOL, embeddings);
    }

    private static PersonDataset dataset(String... people) {
        return new PersonDataset(
                "small",
                List.of(),
                List.of(),
                Stream.of("cam1", "cam2", "cam3", "cam6")
                        .flatMap(camera -> Stream.of(people).map(id -> SyntheticSysu.picture(camera, id, 0)))
                        .toList());
    }

    private static Map<PersonImage, Embedding> oneMistaken(PersonDataset dataset) {
        Map<PersonImage, Embedding> embeddings = new HashMap<>();
        for (PersonImage image : dataset.test()) {
            boolean isAlongX = image.person().value().equals("0001")
                    || image.camera().value().equals("cam6");
            embeddings.put(image, Embedding.ofUnit(isAlongX ? new float[] {1, 0} : new float[] {0, 1}));
        }
        return embeddings;
    }
}
