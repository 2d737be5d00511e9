package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {

    @Test
    void figuresAreGroupedByChart() {
        Map<String, Object> epoch = new LinkedHashMap<>();
        epoch.put("epoch", 1);
        epoch.put("identity", 3.5);
        epoch.put("total", 4.0);
        epoch.put("learningRate", 0.001);
        epoch.put("imagesPerSecond", 12.5);
        epoch.put("sufficiencyGapShared", 0.125);
        epoch.put("consistencyGap", 0.0625);
        epoch.put("device.memory", 0.25);
        epoch.put("validation", Map.of("rank1", 0.5));

        Map<String, List<Curve>> groups = new TrainingHistory(List.of(epoch)).groups();

        assertThat(groups)
                .containsOnlyKeys(
                        "Loss by term",
                        "Learning rate",
                        "Images per second",
                        "Sufficiency and consistency gaps (nats)",
                        "device",
                        "validation");
        assertThat(groups.get("Loss by term")).extracting(Curve::name).containsExactly("identity", "total");
        assertThat(groups.get("Sufficiency and consistency gaps (nats)"))
                .extracting(Curve::name)
                .containsExactly("sufficiencyGapShared", "consistencyGap");
        assertThat(groups.get("device")).containsExactly(new Curve("memory", List.of(1.0), List.of(0.25)));
        assertThat(groups.get("validation")).containsExactly(new Curve("rank1", List.of(1.0), List.of(0.5)));
    }

    @Test
    void whatIsNoNumberLeavesAGap() {
        Map<String, List<Curve>> groups = new TrainingHistory(List.of(
                        Map.of("epoch", 1, "identity", 3.5),
                        Map.of("epoch", 2, "identity", Double.NaN, "note", "restarted"),
                        Map.of("epoch", 3, "identity", 1)))
                .groups();

        assertThat(groups).containsOnlyKeys("Loss by term");
        assertThat(groups.get("Loss by term"))
                .containsExactly(new Curve("identity", List.of(1.0, 3.0), List.of(3.5, 1.0)));
    }

    @Test
    void epochsWithoutANumberAreCounted() {
        List<Curve> curves = new TrainingHistory(List.of(Map.of("total", 2), Map.of("total", 1)))
                .groups()
                .get("Loss by term");

        assertThat(curves).containsExactly(new Curve("total", List.of(1.0, 2.0), List.of(2.0, 1.0)));
    }

    @Test
    void noHistoryHasNoCharts() {
        assertThat(new TrainingHistory(List.of()).groups()).isEmpty();
    }
}
