package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHardTripletLossIT {
    private static final String CASE = "batch_hard_triplet.";
    private static final long[] LABELS = {0, 0, 1, 1, 2, 2, 0, 1, 2};

    private static Differentiated loss(BatchHardTripletLoss loss, double[][] features, long... labels) {
        return Differentiated.of(loss, features, labels, new long[labels.length]);
    }

    @ParameterizedTest
    @CsvSource({"false, loss_raw", "true, loss_l2norm"})
    void valueIsThatOfTheOracle(boolean normalise, String entry) {
        BatchHardTripletLoss loss = new BatchHardTripletLoss(Oracle.number(CASE + "margin"), normalise);
        double expected = Oracle.number(CASE + entry);
        assertThat(loss(loss, Oracle.matrix("ranked_list_loss.features"), Oracle.integers("ranked_list_loss.labels"))
                        .value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loopsOverAllTripletsGiveTheSame(boolean normalise) {
        double[][] features = Tensors.random(LABELS.length, 6, 1, 8);
        double[][] rows = normalise ? Stream.of(features).map(Naive::normalised).toArray(double[][]::new) : features;
        double expected = 0;
        for (int i = 0; i < rows.length; i++) {
            double hardest = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < rows.length; p++) {
                for (int n = 0; n < rows.length; n++) {
                    if (p != i && LABELS[p] == LABELS[i] && LABELS[n] != LABELS[i]) {
                        double difference = Naive.distance(rows[i], rows[p]) - Naive.distance(rows[i], rows[n]);
                        hardest = Math.max(hardest, difference);
                    }
                }
            }
            expected += Math.max(0, hardest + 0.3) / rows.length;
        }
        assertThat(loss(new BatchHardTripletLoss(0.3, normalise), features, LABELS)
                        .value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void theGradientMovesTheHardestPairOnly() {
        // On a line: anchors 0 and 3 (one person), 4 and 9 (another).
        double[][] features = {{0}, {3}, {4}, {9}};
        // 0: 3 - 4 + 0.5 < 0.  3: 3 - 1 + 0.5 = 2.5.  4: 5 - 1 + 0.5 = 4.5.  9: 5 - 6 + 0.5 < 0.
        Differentiated loss = loss(new BatchHardTripletLoss(0.5, false), features, 0, 0, 1, 1);
        assertThat(loss.value()).isCloseTo((2.5 + 4.5) / 4, Tensors.near(1.75));
        // d(3-0) and d(9-4) shrink; d(4-3) counts twice and grows.
        Tensors.assertClose(loss.gradients().get(0), new double[][] {{-0.25}, {0.75}, {-0.75}, {0.25}});
    }

    @Test
    void theOrderOfTheBatchDoesNotMatter() {
        double[][] features = Tensors.random(4, 3, 1, 9);
        double[][] shuffled = {features[3], features[1], features[0], features[2]};
        BatchHardTripletLoss loss = new BatchHardTripletLoss(0.3, false);
        double expected = loss(loss, features, 0, 0, 1, 1).value();
        assertThat(loss(loss, shuffled, 1, 0, 0, 1).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void theLengthOfNormalisedFeaturesDoesNotMatter() {
        double[][] features = Tensors.random(LABELS.length, 4, 1, 10);
        BatchHardTripletLoss loss = new BatchHardTripletLoss(0.3, true);
        double expected = loss(loss, features, LABELS).value();
        assertThat(loss(loss, Tensors.times(0.01, features), LABELS).value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void anAnchorWithoutAPositiveAddsNothing() {
        // The third image is alone. The first: 1 - 2 + 2 = 1, the second: 1 - 1 + 2 = 2; over three anchors.
        Differentiated loss = loss(new BatchHardTripletLoss(2, false), new double[][] {{0}, {1}, {2}}, 0, 0, 1);
        assertThat(loss.value()).isCloseTo(1, Tensors.near(1));
    }

    @Test
    void onePersonAloneCostsNothing() {
        Differentiated loss = loss(new BatchHardTripletLoss(2, false), new double[][] {{0}, {1}, {5}}, 0, 0, 0);
        assertThat(loss.value()).isZero();
        Tensors.assertAllZero(loss.gradients().get(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void coincidentFeaturesHaveAFiniteGradient(boolean normalise) {
        double[][] features = new double[LABELS.length][];
        Arrays.fill(features, new double[] {0.3, -1.1, 0.7});
        Differentiated loss = loss(new BatchHardTripletLoss(0.3, normalise), features, LABELS);
        // Float32 sees distances of up to the root of its rounding error.
        assertThat(loss.value()).isBetween(0.299, 0.301);
        Tensors.assertFinite(loss.gradients().get(0));
    }

    @Test
    void aNegativeMarginIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchHardTripletLoss(-0.1, true))
                .withMessage("The margin of the triplet loss (-0.1) must be finite and at least 0.");
    }

    @Test
    void labelsOfAnotherBatchAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss(new BatchHardTripletLoss(0.3, true), new double[3][2], 0, 1))
                .withMessageContaining("identity labels are int64 (2), but must be int64 (3)");
    }
}
