package io.vesper.findings;

import io.vesper.evaluation.ErrorRates;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.person.ModalityPair;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * How often a threshold on the similarity errs, as a report shows it.
 *
 * @param part whose identities were paired
 * @param pairs by pair of modalities; empty if no pictures could be paired
 */
public record OpenSetFindings(String part, List<PairErrors> pairs) {
    /** For which thresholds are sought, the highest first. */
    public static final List<Double> RATES = ErrorRates.FALSE_ACCEPT_RATES;

    /** Between two points of a curve. */
    public static final double CURVE_STEP = 0.01;

    private static final int STEPS = 100;

    /** A threshold; see {@link io.vesper.embedding.OpenSet.Threshold}. */
    public record Row(double falseAcceptRate, double threshold, double falseRejectRate) {}

    /**
     * The errors between pictures of two modalities.
     *
     * @param pair the modalities
     * @param strangers how many pairs of two people
     * @param matches how many pairs of one person
     * @param equalErrorRate where both errors are as frequent
     * @param equalErrorThreshold the threshold there
     * @param thresholds for the rates that the data allow, the highest first
     * @param falseAcceptRates at the thresholds -1, -0.99, …, 1
     * @param falseRejectRates at the same
     */
    public record PairErrors(
            String pair,
            long strangers,
            long matches,
            double equalErrorRate,
            double equalErrorThreshold,
            List<Row> thresholds,
            List<Double> falseAcceptRates,
            List<Double> falseRejectRates) {
        public PairErrors {
            thresholds = List.copyOf(thresholds);
            falseAcceptRates = List.copyOf(falseAcceptRates);
            falseRejectRates = List.copyOf(falseRejectRates);
        }
    }

    public OpenSetFindings {
        pairs = List.copyOf(pairs);
    }

    /** Takes from an evaluation what a report shows. */
    public static OpenSetFindings of(OpenSetRates found) {
        return new OpenSetFindings(
                found.part().label(),
                found.pairs().entrySet().stream()
                        .map(entry -> errors(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static PairErrors errors(ModalityPair pair, ErrorRates rates) {
        ErrorRates.EqualError equal = rates.equalError();
        return new PairErrors(
                pair.label(),
                rates.strangers(),
                rates.matches(),
                equal.rate(),
                equal.threshold(),
                rates.thresholds().stream()
                        .map(threshold -> new Row(
                                threshold.falseAcceptRate(), threshold.threshold(), threshold.falseRejectRate()))
                        .toList(),
                curve(rates::falseAcceptRate),
                curve(rates::falseRejectRate));
    }

    private static List<Double> curve(DoubleUnaryOperator rate) {
        return IntStream.rangeClosed(-STEPS, STEPS)
                .mapToObj(i -> rate.applyAsDouble((double) i / STEPS))
                .toList();
    }
}
