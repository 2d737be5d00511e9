package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.loss.RankedListSettings.Boundary;
import java.util.stream.LongStream;
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
        return Differentiated.of(new RankedListLoss(settings), features, labels, infrared);
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
        long[] swapped = LongStream.of(INFRARED).map(bit -> 1 - bit).toArray();
        double expected =
                loss(RankedListSettings.DEFAULT, features, LABELS, INFRARED).value();
        assertThat(loss(RankedListSettings.DEFAULT, features, LABELS, swapped).value())
                .isCloseTo(expected, Tensors.near(expected));
    }
}
