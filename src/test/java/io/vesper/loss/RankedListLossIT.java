package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import io.vesper.loss.RankedListSettings.Boundary;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedListLossIT {
    private static final String CASE = "ranked_list_loss.";
    private static final long[] LABELS = {0, 0, 1, 1, 2, 2, 0, 1, 2};
    private static final long[] INFRARED = {0, 1, 0, 1, 0, 1, 1, 1, 0};

    private static Differentiated loss(
            RankedListSettings settings, double[][] features, long[] labels, long[] infrared) {
        return Differentiated.at(
                inputs -> {
                    NDManager manager = inputs.get(0).getManager();
                    return new RankedListLoss(settings)
                            .of(inputs.get(0), manager.create(labels), Tensors.flags(manager, infrared));
                },
                features);
    }

    private static RankedListSettings oracleSettings(boolean normalise) {
        return new RankedListSettings(
                new Boundary(Oracle.number(CASE + "alpha_1"), Oracle.number(CASE + "margin_1")),
                new Boundary(Oracle.number(CASE + "alpha_2"), Oracle.number(CASE + "margin_2")),
                Oracle.number(CASE + "T"),
                normalise);
    }

    private static Differentiated ofOracle(boolean normalise) {
        return loss(
                oracleSettings(normalise),
                Oracle.matrix(CASE + "features"),
                Oracle.integers(CASE + "labels"),
                Oracle.integers(CASE + "modality"));
    }

    @Test
    void valueAndGradientAreThoseOfTheOracle() {
        Differentiated loss = ofOracle(true);
        double expected = Oracle.number(CASE + "loss");
        assertThat(loss.value()).isCloseTo(expected, Tensors.near(expected));
        Tensors.assertClose(loss.gradients().get(0), Oracle.matrix(CASE + "grad_numeric_rtol1e-3"), 1e-3);
    }

    @Test
    void withoutNormalisationTheValueIsThatOfTheOracle() {
        double expected = Oracle.number(CASE + "loss_without_l2norm");
        assertThat(ofOracle(false).value()).isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void theDefaultsAreTheMethods() {
        assertThat(RankedListSettings.DEFAULT).isEqualTo(oracleSettings(true));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 10})
    void loopsOverAllPairsGiveTheSame(double temperature) {
        RankedListSettings settings =
                new RankedListSettings(new Boundary(1.7, 0.6), new Boundary(1.5, 0.4), temperature, true);
        double[][] features = Tensors.random(LABELS.length, 5, 1, 3);
        double expected = naive(settings, features);
        assertThat(loss(settings, features, LABELS, INFRARED).value()).isCloseTo(expected, Tensors.near(expected));
    }

    private static double naive(RankedListSettings settings, double[][] features) {
        double[][] unit = Stream.of(features).map(Naive::normalised).toArray(double[][]::new);
        double sum = 0;
        for (int i = 0; i < unit.length; i++) {
            sum += naive(settings, settings.sameModality(), unit, i, true);
            sum += naive(settings, settings.otherModality(), unit, i, false);
        }
        return sum / unit.length;
    }

    private static double naive(
            RankedListSettings settings, Boundary boundary, double[][] unit, int anchor, boolean sameModality) {
        double pull = 0;
        double push = 0;
        double weights = 0;
        int positives = 0;
        for (int j = 0; j < unit.length; j++) {
            double distance = Naive.distance(unit[anchor], unit[j]);
            if (j == anchor || (INFRARED[j] == INFRARED[anchor]) != sameModality) {
                continue;
            }
            if (LABELS[j] == LABELS[anchor]) {
                positives++;
                pull += Math.max(0, distance - (boundary.alpha() - boundary.margin()));
            } else if (distance < boundary.alpha()) {
                double weight = Math.exp(settings.temperature() * (boundary.alpha() - distance));
                weights += weight;
                push += weight * (boundary.alpha() - distance);
            }
        }
        return pull / (positives + 1e-5) + push / (weights + 1e-5);
    }

    @Test
    void theOrderOfTheBatchDoesNotMatter() {
        double[][] features = Tensors.random(LABELS.length, 4, 1, 4);
        int[] order = {4, 8, 0, 2, 7, 1, 3, 6, 5};
        double[][] shuffled = new double[order.length][];
        long[] labels = new long[order.length];
        long[] infrared = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            shuffled[i] = features[order[i]];
            labels[i] = LABELS[order[i]];
            infrared[i] = INFRARED[order[i]];
        }
        double expected =
                loss(RankedListSettings.DEFAULT, features, LABELS, INFRARED).value();
        assertThat(loss(RankedListSettings.DEFAULT, shuffled, labels, infrared).value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void theLengthOfNormalisedFeaturesDoesNotMatter() {
        double[][] features = Tensors.random(LABELS.length, 4, 1, 5);
        double expected =
                loss(RankedListSettings.DEFAULT, features, LABELS, INFRARED).value();
        assertThat(loss(RankedListSettings.DEFAULT, Tensors.times(100, features), LABELS, INFRARED)
                        .value())
                .isCloseTo(expected, Tensors.near(expected));
    }

    @Test
    void namingTheOtherModalityInfraredDoesNotMatter() {
        double[][] features = Tensors.random(LABELS.length, 4, 1, 6);
        long[] swapped =
                java.util.stream.LongStream.of(INFRARED).map(bit -> 1 - bit).toArray();
        double expected =
                loss(RankedListSettings.DEFAULT, features, LABELS, INFRARED).value();
        assertThat(loss(RankedListSettings.DEFAULT, features, LABELS, swapped).value())
                .isCloseTo(expected, Tensors.near(expected));
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
        java.util.Arrays.fill(features, new double[] {0.3, -1.1, 0.7});
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
