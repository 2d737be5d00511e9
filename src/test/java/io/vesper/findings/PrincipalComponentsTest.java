package io.vesper.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    private static final Offset<Double> SMALL = within(1e-6);

    /** Squares along x sum to 8 and along y to 2, so the shares are 0.8 and 0.2; the centre (5, 1) goes. */
    @Test
    void axesOfACrossAreFound() {
        PrincipalComponents components = PrincipalComponents.of(new float[][] {{7, 1}, {3, 1}, {5, 2}, {5, 0}});

        assertThat(components.shares()[0]).isCloseTo(0.8, SMALL);
        assertThat(components.shares()[1]).isCloseTo(0.2, SMALL);
        double[][] coordinates = components.coordinates();
        assertThat(Math.abs(coordinates[0][0])).isCloseTo(2, SMALL);
        assertThat(coordinates[1][0]).isCloseTo(-coordinates[0][0], SMALL);
        assertThat(coordinates[2][0]).isCloseTo(0, SMALL);
        assertThat(Math.abs(coordinates[2][1])).isCloseTo(1, SMALL);
        assertThat(coordinates[3][1]).isCloseTo(-coordinates[2][1], SMALL);
    }

    /** Expected values by numpy's svd of the centred matrix. */
    @Test
    void itEqualsNumpysSingularValueDecomposition() {
        float[][] points = {{1, 2, 0, -1}, {0, 1, 3, 2}, {4, -1, 1, 0}, {2, 2, 2, 5}, {-3, 0, 1, 1}, {1, -2, 4, 0}};
        double[][] expected = {
            {0.86853451, -0.94947103},
            {-1.37970448, 0.12766755},
            {3.37852639, 1.2833943},
            {-2.36527012, 3.63504564},
            {-2.24076374, -3.1123477},
            {1.73867745, -0.98428876}
        };

        PrincipalComponents components = PrincipalComponents.of(points);

        assertThat(components.coordinates()).isDeepEqualTo(rounded(expected, components.coordinates()));
        assertThat(components.shares()).containsExactly(new double[] {0.37531695, 0.35802236}, SMALL);
    }

    /** The expected values where the found ones are within a millionth of them, so that arrays can be compared. */
    private static double[][] rounded(double[][] expected, double[][] found) {
        double[][] close = new double[found.length][2];
        for (int i = 0; i < found.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                boolean isClose = Math.abs(expected[i][axis] - found[i][axis]) < 1e-6;
                close[i][axis] = isClose ? found[i][axis] : expected[i][axis];
            }
        }
        return close;
    }

    @Test
    void equalPointsLieInTheMiddleAndHaveNoVariance() {
        PrincipalComponents components = PrincipalComponents.of(new float[][] {{3, 4}, {3, 4}, {3, 4}});

        assertThat(components.coordinates()).isDeepEqualTo(new double[3][2]);
        assertThat(components.shares()).containsExactly(0, 0);
    }

    @Test
    void onePointLiesInTheMiddle() {
        assertThat(PrincipalComponents.of(new float[][] {{3, 4}}).coordinates()).isDeepEqualTo(new double[1][2]);
    }
}
