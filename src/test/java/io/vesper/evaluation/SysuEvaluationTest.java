package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import io.vesper.protocol.SyntheticSysu;
import io.vesper.protocol.SysuProtocol;
import io.vesper.protocol.SysuSearch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evaluates on as many pictures as SYSU-MM01 has. */
class SysuEvaluationTest {
    private static final PersonDataset SYSU = SyntheticSysu.complete();

    @ParameterizedTest
    @CsvSource({
        "ALL,    1, 301,  3803",
        "INDOOR, 1, 112,  2208",
    })
    void theRealSetHasThePublishedNumberOfValidQueries(SysuSearch search, int shots, int gallery, int valid) {
        EvaluationReport report = RetrievalEvaluation.evaluate(
                SYSU, DatasetPart.TEST, SysuProtocol.singleShot(search), RandomEmbeddings.draw(SYSU.test(), 1));

        assertThat(report.queries()).isEqualTo(3803);
        assertThat(report.validQueries()).isEqualTo(valid);
        assertThat(report.galleryImages()).isEqualTo(gallery);
        assertThat(report.trials()).hasSize(10);
    }

    @Test
    void onlyTheImagesThatTheProtocolNamesAreNeeded() {
        SysuProtocol protocol = SysuProtocol.singleShot(SysuSearch.INDOOR);
        List<PersonImage> images = protocol.images(SYSU, DatasetPart.TEST);

        assertThat(images).doesNotHaveDuplicates().hasSizeLessThan(3803 + 1121);
        assertThat(RetrievalEvaluation.evaluate(SYSU, DatasetPart.TEST, protocol, RandomEmbeddings.draw(images, 1))
                        .queries())
                .isEqualTo(3803);
    }
}
