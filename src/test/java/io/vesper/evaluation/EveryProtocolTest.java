package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.PublishedSets;
import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.FolderProtocol;
import io.vesper.protocol.LlcmProtocol;
import io.vesper.protocol.RegDbProtocol;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Evaluates under the protocols beside SYSU-MM01's. */
class EveryProtocolTest {
    private static final PersonImage QUERY = image("a", "c01", Modality.INFRARED);
    private static final PersonImage SAME_CAMERA = image("a", "c01", Modality.VISIBLE);
    private static final PersonImage OTHER_TWICE = image("b", "c01", Modality.VISIBLE);
    private static final PersonImage OTHER_AGAIN = image("b", "c02", Modality.VISIBLE);
    private static final PersonImage MATCH = image("a", "c02", Modality.VISIBLE);

    /** The gallery by similarity: a (the query's camera), b, b, a. */
    private static final PersonDataset SMALL = new PersonDataset(
            "small", List.of(), List.of(), List.of(QUERY, SAME_CAMERA, OTHER_TWICE, OTHER_AGAIN, MATCH));

    private static final Map<PersonImage, Embedding> EMBEDDINGS =
            Map.of(QUERY, at(0), SAME_CAMERA, at(0.1), OTHER_TWICE, at(0.2), OTHER_AGAIN, at(0.3), MATCH, at(0.4));

    /** RegDB ranks a, b, b, a: found at once, AP = (1/1 + 2/4) / 2, INP = 2/4. */
    @Test
    void regDbCountsThePictureByTheSameCamera() {
        RetrievalMetrics metrics = RetrievalEvaluation.evaluate(
                        SMALL, DatasetPart.TEST, new RegDbProtocol(Modality.INFRARED), EMBEDDINGS)
                .mean();

        assertThat(metrics.rank1()).isEqualTo(1);
        assertThat(metrics.meanAveragePrecision()).isCloseTo(0.75, within(1e-12));
        assertThat(metrics.meanInverseNegativePenalty()).isCloseTo(0.5, within(1e-12));
    }

    /** LLCM and own pictures rank b, b, a: the second person, AP = INP = 1/3. */
    @Test
    void llcmAndOwnPicturesLeaveItOutAndCountPeople() {
        for (var protocol : List.of(new LlcmProtocol(Modality.INFRARED, 2), new FolderProtocol(Modality.INFRARED))) {
            RetrievalMetrics metrics = RetrievalEvaluation.evaluate(SMALL, DatasetPart.TEST, protocol, EMBEDDINGS)
                    .mean();

            assertThat(metrics.cmc().subList(0, 2)).as(protocol.description()).containsExactly(0.0, 1.0);
            assertThat(metrics.meanAveragePrecision()).isCloseTo(1 / 3.0, within(1e-12));
            assertThat(metrics.meanInverseNegativePenalty()).isCloseTo(1 / 3.0, within(1e-12));
        }
    }

    @Test
    void allOfRegDbIsEvaluatedInOneTrial() {
        PersonDataset regDb = PublishedSets.regDb(1);

        EvaluationReport report = RetrievalEvaluation.evaluate(
                regDb, DatasetPart.TEST, new RegDbProtocol(Modality.VISIBLE), RandomEmbeddings.draw(regDb.test(), 1));

        assertThat(report.queries()).isEqualTo(2060);
        assertThat(report.validQueries()).isEqualTo(2060);
        assertThat(report.galleryImages()).isEqualTo(2060);
        assertThat(report.trials()).hasSize(1);
    }

    @Test
    void llcmHasAsManyValidQueriesAsPythonCounts() {
        PersonDataset llcm = PublishedSets.llcm();

        EvaluationReport report = RetrievalEvaluation.evaluate(
                llcm, DatasetPart.TEST, new LlcmProtocol(Modality.VISIBLE, 1), RandomEmbeddings.draw(llcm.test(), 1));

        assertThat(report.queries()).isEqualTo(8680);
        assertThat(report.validQueries()).isEqualTo(8670);
        assertThat(report.galleryImages()).isEqualTo(619);
    }

    @Test
    void validationPeopleAreEvaluatedWithoutAnEmbeddingOfATestPicture() {
        PersonDataset dataset =
                new PersonDataset("small", List.of(), SMALL.test(), List.of(image("z", "c09", Modality.VISIBLE)));

        EvaluationReport report = RetrievalEvaluation.evaluate(
                dataset, DatasetPart.VALIDATION, new FolderProtocol(Modality.INFRARED), EMBEDDINGS);

        assertThat(report.toMap()).containsEntry("part", "validation").doesNotContainKey("notes");
        assertThat(report.galleryImages()).isEqualTo(4);
    }

    @Test
    void aReportCarriesTheNotesOfItsSet() {
        PersonDataset noted = new PersonDataset(
                "small", SMALL.layout(), List.of(), List.of(), SMALL.test(), List.of("Its split is its own."));

        EvaluationReport report = RetrievalEvaluation.evaluate(
                noted, DatasetPart.TEST, new FolderProtocol(Modality.INFRARED), new HashMap<>(EMBEDDINGS));

        assertThat(report.toMap()).containsEntry("notes", List.of("Its split is its own."));
    }

    private static PersonImage image(String person, String camera, Modality modality) {
        return new PersonImage(
                Path.of(modality.label(), camera, person), new PersonId(person), new CameraId(camera), modality);
    }

    /** A direction in the plane; the closer two angles, the more alike. */
    private static Embedding at(double angle) {
        return Embedding.normalised(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }
}
