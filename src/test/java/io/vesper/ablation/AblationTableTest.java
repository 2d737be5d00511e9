package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.ablation.AblationResult.Measures;
import io.vesper.ablation.AblationTable.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AblationTableTest {
    private static AblationResult result(String row, long seed, String kind, double rank1) {
        return new AblationResult(row, seed, Map.of(kind, new Measures(rank1, rank1 / 2, 0.25)));
    }

    @Test
    void linesAreMeansAndSampleStandardDeviationsOverSeedsInPercent() {
        AblationTable table = AblationTable.of(List.of(
                result("all", 4, "observation", 0.2),
                result("all", 7, "observation", 0.4),
                result("all", 9, "observation", 0.9)));

        // 20, 40 and 90: mean 50, squares 900 + 100 + 1600 = 2600, over 2 is 1300.
        Entry line = table.entries().get(0);
        assertThat(line.seeds()).containsExactly(4L, 7L, 9L);
        assertThat(line.rank1().mean()).isCloseTo(50, within(1e-12));
        assertThat(line.rank1().standardDeviation()).isCloseTo(Math.sqrt(1300), within(1e-12));
        assertThat(line.meanAveragePrecision().mean()).isCloseTo(25, within(1e-12));
        assertThat(line.meanAveragePrecision().standardDeviation()).isCloseTo(Math.sqrt(325), within(1e-12));
        assertThat(line.meanInverseNegativePenalty().standardDeviation()).isZero();
        assertThat(table.markdown())
                .isEqualTo("| row | embedding | rank-1 | mAP | mINP |\n|---|---|---|---|---|\n"
                        + "| all | observation | 50.0 ± 36.1 | 25.0 ± 18.0 | 25.0 ± 0.0 |\n");
    }

    @Test
    void aSingleSeedTellsNothingOfTheSpread() {
        AblationTable table = AblationTable.of(List.of(result("vsd", 1, "observation", 0.25)));

        assertThat(table.entries().get(0).rank1().standardDeviation()).isNull();
        assertThat(table.markdown()).endsWith("| vsd | observation | 25.0 | 12.5 | 25.0 |\n");
    }

    @Test
    void rowsAndKindsKeepTheirOrder() {
        Map<String, Measures> kinds = new LinkedHashMap<>();
        for (String kind : List.of("representation", "all", "observation")) {
            kinds.put(kind, new Measures(0, 0, 0));
        }
        AblationTable table =
                AblationTable.of(List.of(new AblationResult("vcd", 1, kinds), result("baseline", 1, "observation", 0)));

        assertThat(table.entries())
                .extracting(line -> line.row() + " " + line.embedding())
                .containsExactly("vcd representation", "vcd all", "vcd observation", "baseline observation");
    }
}
