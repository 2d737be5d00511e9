package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportJsonTest {
    private final JsonNode json = JsonMapper.shared()
            .valueToTree(ReportJson.of(
                    Inputs.input("demo", Inputs.small().kinds(), List.of(Map.of("epoch", 1, "identity", 3.5)))));

    @Test
    void itTellsWhatWasEvaluated() {
        assertThat(json.get("modelId").asString()).isEqualTo("demo");
        assertThat(json.get("part").asString()).isEqualTo("test");
        assertThat(json.get("servedKind").asString()).isEqualTo("observation");
        assertThat(json.get("createdAt").asString()).isEqualTo("2026-11-24T10:11:12Z");
        assertThat(json.at("/notes/0").asString()).isEqualTo("The split is not the published one.");
        assertThat(json.at("/settings/optimiser/learningRate").asDouble()).isEqualTo(0.0003);
        assertThat(json.at("/history/0/identity").asDouble()).isEqualTo(3.5);
    }

    @Test
    void everyKindHasItsMeasuresAndCurves() {
        JsonNode kind = json.at("/kinds/1");

        assertThat(kind.get("name").asString()).isEqualTo("observation");
        assertThat(kind.get("isBaseline").asBoolean()).isFalse();
        assertThat(kind.at("/mean/rank1").asDouble()).isEqualTo(0.41);
        assertThat(kind.at("/standardDeviation/rank1").asDouble()).isEqualTo(0.0141421356);
        assertThat(kind.at("/mean/meanInverseNegativePenalty").asDouble()).isEqualTo(0.5);
        assertThat(kind.at("/trials/1/rank1").asDouble()).isEqualTo(0.42);
        assertThat(kind.get("validQueries").asInt()).isEqualTo(10);
        assertThat(kind.get("cmc")).hasSize(20);
        assertThat(kind.get("interpolatedPrecision")).hasSize(101);
        assertThat(json.at("/kinds/0/isBaseline").asBoolean()).isTrue();
        assertThat(json.at("/kinds/0").has("distances")).isFalse();
    }

    @Test
    void whatIsDrawnOfAModelsKindIsThere() {
        JsonNode kind = json.at("/kinds/1");

        JsonNode counts = kind.at("/distances/samePersonAcrossModalities");
        assertThat(counts).hasSize(100);
        assertThat(IntStream.range(0, 100).filter(bin -> counts.get(bin).asInt() > 0))
                .containsExactly(3);
        assertThat(kind.at("/distances/binWidth").asDouble()).isEqualTo(0.02);
        assertThat(kind.at("/best/0/averagePrecision").asDouble()).isEqualTo(0.5);
        assertThat(kind.at("/worst/0/first/1").toString())
                .isEqualTo("{\"personId\":\"0031\",\"cameraId\":\"cam4\",\"distance\":0.25,\"isMatch\":true}");
        assertThat(kind.at("/maps/0/points/1").toString())
                .isEqualTo("{\"personId\":\"0031\",\"modality\":\"infrared\",\"x\":1.5,\"y\":0.5}");
    }

    @Test
    void errorsOverTheThresholdAreThere() {
        JsonNode pair = json.at("/openSet/pairs/visible-infrared");

        assertThat(json.at("/openSet/part").asString()).isEqualTo("validation");
        assertThat(pair.get("strangers").asInt()).isEqualTo(1234);
        assertThat(pair.get("equalErrorRate").asDouble()).isEqualTo(0.125);
        assertThat(pair.at("/thresholds/0").toString())
                .isEqualTo("{\"falseAcceptRate\":0.1,\"threshold\":0.5,\"falseRejectRate\":0.25}");
        assertThat(pair.get("falseAcceptRates")).hasSize(201);
        assertThat(pair.at("/falseRejectRates/150").asDouble()).isEqualTo(0.75);
    }

    @Test
    void itHoldsNoFileNames() {
        assertThat(json.toString()).doesNotContain(".jpg").doesNotContain("base64");
    }
}
