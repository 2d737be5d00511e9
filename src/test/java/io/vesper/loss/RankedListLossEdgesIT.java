package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import io.vesper.loss.RankedListSettings.Boundary;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that lack pairs, features where a naive gradient is infinite, and tensors that are refused. */
class RankedListLossEdgesIT {
    private static final long[] LABELS = {0, 0, 1, 1, 2, 2, 0, 1, 2};
    private static final long[] INFRARED = {0, 1, 0, 1, 0, 1, 1, 1, 0};

    private static Differentiated loss(
            RankedListSettings settings, double[][] features, long[] labels, long[] infrared) {
        return Differentiated.of(new RankedListLoss(settings), features, labels, infrared);
    }

    @Test
    void anchorsWithoutPositivesAreOnlyPushed() {
        // Two people, one image each, at a right angle: d = sqrt(2), one active negative, so w (alpha - d) / (w +
        // 1e-5).
        double[][] features = {{1, 0}, {0, 1}};
        double gap = 2.0 - Math.sqrt(2);
        double weight = Math.exp(gap);
        double expected = weight * gap / (weight + 1e-5);
        Differentiated loss = loss(RankedListSettings.DEFAULT, features, new long[] {0, 1}, new long[] {0, 1});
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void onePersonInBothModalitiesIsOnlyPulled() {
        // d = sqrt(2) across the modalities, pulled inside 1.
        double expected = (Math.sqrt(2) - 1) / (1 + 1e-5);
        Differentiated loss =
                loss(RankedListSettings.DEFAULT, new double[][] {{1, 0}, {0, 1}}, new long[] {7, 7}, new long[] {0, 1});
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void aLoneImageCostsNothing() {
        Differentiated loss = loss(RankedListSettings.DEFAULT, new double[][] {{1, 2}}, new long[] {0}, new long[] {1});
        assertThat(loss.value()).isZero();
        Tensors.assertAllZero(loss.gradients().get(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void coincidentFeaturesHaveAFiniteGradient(boolean normalise) {
        double[][] features = new double[LABELS.length][];
        Arrays.fill(features, new double[] {0.3, -1.1, 0.7});
        RankedListSettings settings = new RankedListSettings(new Boundary(2.2, 0.9), new Boundary(2, 1), 1, normalise);
        Differentiated loss = loss(settings, features, LABELS, INFRARED);
        assertThat(loss.value()).isFinite();
        Tensors.assertFinite(loss.gradients().get(0));
    }

    @Test
    void featuresOfLengthZeroHaveAFiniteGradient() {
        Differentiated loss = loss(RankedListSettings.DEFAULT, new double[LABELS.length][3], LABELS, INFRARED);
        assertThat(loss.value()).isFinite();
        Tensors.assertFinite(loss.gradients().get(0));
    }

    @Test
    void farFeaturesHaveAFiniteGradient() {
        RankedListSettings settings = new RankedListSettings(new Boundary(2.2, 0.9), new Boundary(2, 1), 30, false);
        double[][] features = Tensors.random(LABELS.length, 64, 80, 7);
        Differentiated loss = loss(settings, features, LABELS, INFRARED);
        double longest = Stream.of(features)
                .mapToDouble(
                        row -> Math.sqrt(DoubleStream.of(row).map(x -> x * x).sum()))
                .max()
                .orElseThrow();
        // No negative is near, so only positives count, and none is farther than twice the longest feature.
        assertThat(loss.value()).isBetween(0.0, 4 * longest);
        Tensors.assertFinite(loss.gradients().get(0));
    }

    @Test
    void flagsThatAreNoBooleansAreRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RankedListLoss(RankedListSettings.DEFAULT)
                            .of(
                                    Tensors.of(manager, new double[2][3]),
                                    manager.create(new long[2]),
                                    manager.create(new long[2])))
                    .withMessageContaining("infrared flags are int64 (2), but must be boolean (2)");
        }
    }

    @Test
    void labelsOfAnotherBatchAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(RankedListSettings.DEFAULT, new double[3][2], new long[2], new long[3]))
                .withMessageContaining("identity labels are int64 (2), but must be int64 (3)");
    }
}
