package io.vesper.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KReciprocalTest {
    /**
     * Images a, b, c, d. Among the two nearest of the probe are a (0.9) and b (0.8); the two nearest of a are c and d, those of b
     * the probe and a. So only b is reciprocal, and nothing grows.
     *
     * <p>The probe's distances over their largest, 0.4: a 0.25, b 0.5. Its weights: 1 and e^-0.5 = 0.60653 for b, over their sum:
     * 0.62246 and 0.37754. The probe's distance for b, over b's largest 0.9, is 0.22222; b's weights: 1 and 0.80074 for the probe,
     * over their sum: 0.55533 and 0.44467. Shared: 0.44467 + 0.37754 = 0.82221; Jaccard distance 1 - 0.82221 / 1.17779 = 0.30190.
     * Final for b: 0.7 * 0.30190 + 0.3 * 0.5 = 0.36133; for a, with which nothing is shared: 0.7 + 0.3 * 0.25 = 0.775.
     */
    @Test
    void aReciprocalNeighbourOvertakesANearerOne() {
        float[][] cosines = {
            {1, 0.9f, 0.8f, 0.7f, 0.6f},
            {0.9f, 1, 0.3f, 0.95f, 0.94f},
            {0.8f, 0.3f, 1, 0.2f, 0.1f},
            {0.7f, 0.95f, 0.2f, 1, 0.93f},
            {0.6f, 0.94f, 0.1f, 0.93f, 1}
        };

        double[][] distances = new KReciprocal(2, 1, 0.3).distances(cosines, 1);

        assertThat(distances[0]).hasSize(4);
        assertThat(distances[0][0]).isCloseTo(0.775, within(1e-5));
        assertThat(distances[0][1]).isCloseTo(0.36133, within(1e-5));
    }

    /** Written by {@code k_reciprocal.py}, which lies beside it. */
    @Test
    void aSecondProgramFindsTheSameDistances() throws IOException {
        try (InputStream in = KReciprocalTest.class.getResourceAsStream("/scoring/k_reciprocal.json")) {
            for (JsonNode example : JsonMapper.shared().readTree(in)) {
                double[][] expected = matrix(example.get("distances"));
                KReciprocal reranking = new KReciprocal(
                        example.get("k1").asInt(),
                        example.get("k2").asInt(),
                        example.get("lambda").asDouble());

                double[][] distances = reranking.distances(cosines(matrix(example.get("vectors"))), expected.length);

                assertThat(distances).hasDimensions(expected.length, expected[0].length);
                for (int p = 0; p < expected.length; p++) {
                    assertThat(distances[p]).containsExactly(expected[p], within(2e-6));
                }
            }
        }
    }

    @Test
    void withOnlyTheOriginalDistanceTheOrderStays() {
        float[][] cosines = {{1, 0.2f, 0.8f}, {0.2f, 1, 0.9f}, {0.8f, 0.9f, 1}};

        assertThat(new KReciprocal(1, 1, 1).distances(cosines, 1)[0])
                .containsExactly(new double[] {1, 0.25}, within(1e-6));
    }

    @Test
    void copiesAndLonelyProbesHaveDistancesToo() {
        float[][] copies = new float[30][30];
        Arrays.stream(copies).forEach(row -> Arrays.fill(row, 1));

        double[] distances = new KReciprocal(3, 2, 0.3).distances(copies, 1)[0];

        assertThat(distances).hasSize(29);
        assertThat(Arrays.stream(distances)).allMatch(distance -> distance >= 0 && distance <= 1);
        assertThat(KReciprocal.PAPER.distances(new float[][] {{1}}, 1)[0]).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new KReciprocal(0, 6, 0.3)).hasMessageContaining("k1 (0)");
        assertThatThrownBy(() -> new KReciprocal(20, 0, 0.3)).hasMessageContaining("k2 (0)");
        assertThatThrownBy(() -> new KReciprocal(20, 6, Double.NaN)).hasMessageContaining("lambda (NaN)");
    }

    private static double[][] matrix(JsonNode rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            JsonNode row = rows.get(i);
            matrix[i] = new double[row.size()];
            for (int j = 0; j < row.size(); j++) {
                matrix[i][j] = row.get(j).asDouble();
            }
        }
        return matrix;
    }

    private static float[][] cosines(double[][] vectors) {
        float[][] cosines = new float[vectors.length][vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j < vectors.length; j++) {
                for (int d = 0; d < vectors[i].length; d++) {
                    cosines[i][j] += (float) (vectors[i][d] * vectors[j][d]);
                }
            }
        }
        return cosines;
    }
}
