package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.evaluation.OpenSetEvaluation;
import io.vesper.findings.OpenSetFindings.PairErrors;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenSetFindingsTest {
    private final Map<PersonImage, Embedding> embeddings = new LinkedHashMap<>();

    /** A by day and night at cosine 0.8, A by night and B by day at 0.6. Both errors are 0 from 0.6001 on, up to 0.8. */
    @Test
    void curvesAreTheRatesAtEachHundredth() {
        put("A", 1, 1, 0);
        put("A", 3, 0.8f, 0.6f);
        put("B", 1, 0, 1);

        OpenSetFindings findings = OpenSetFindings.of(OpenSetEvaluation.evaluate(
                new PersonDataset("set", List.of(), List.copyOf(embeddings.keySet()), List.of()),
                DatasetPart.VALIDATION,
                RankingRule.SYSU_MM01,
                embeddings));

        assertThat(findings.part()).isEqualTo("validation");
        PairErrors pair = findings.pairs().get(0);
        assertThat(pair.pair()).isEqualTo("visible-infrared");
        assertThat(pair.strangers()).isEqualTo(1);
        assertThat(pair.matches()).isEqualTo(1);
        assertThat(pair.equalErrorRate()).isZero();
        assertThat(pair.equalErrorThreshold()).isEqualTo(0.6001);
        assertThat(pair.thresholds()).isEmpty();
        assertThat(pair.falseAcceptRates()).hasSize(201);
        assertThat(pair.falseAcceptRates().indexOf(0.0)).isEqualTo(161);
        assertThat(pair.falseRejectRates().indexOf(1.0)).isEqualTo(181);
    }

    private void put(String person, int camera, float x, float y) {
        PersonImage image = new PersonImage(
                Path.of(person + "-" + camera + ".jpg"),
                new PersonId(person),
                new CameraId("cam" + camera),
                camera == 3 ? Modality.INFRARED : Modality.VISIBLE);
        embeddings.put(image, Embedding.normalised(new float[] {x, y}));
    }
}
