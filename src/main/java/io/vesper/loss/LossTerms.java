package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The terms of one step's loss and their weighted total. Holds tensors of one step, which belong to that step's manager.
 *
 * @param total the weighted sum to differentiate, shape []
 * @param values each computed term before its weight, shape []; a term of weight 0 is absent
 */
public record LossTerms(NDArray total, Map<LossTerm, NDArray> values) {
    /** The total's name in {@link #byName}. */
    public static final String TOTAL = "total";

    public LossTerms {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /**
     * Computes the terms that count, each once, and sums them.
     *
     * @param weights the factor of each term
     * @param terms how to compute each term, shape []; asked only for terms whose weight is not 0
     * @throws IllegalArgumentException if a term that counts cannot be computed
     */
    public static LossTerms weigh(LossWeights weights, Map<LossTerm, Supplier<NDArray>> terms) {
        Map<LossTerm, NDArray> values = new EnumMap<>(LossTerm.class);
        for (LossTerm term : LossTerm.values()) {
            if (weights.uses(term)) {
                values.put(term, supplier(terms, term, weights).get());
            }
        }
        NDArray total = values.entrySet().stream()
                .map(entry -> Constants.times(entry.getValue(), weights.of(entry.getKey())))
                .reduce(NDArray::add)
                .orElseThrow();
        return new LossTerms(total, values);
    }

    private static Supplier<NDArray> supplier(
            Map<LossTerm, Supplier<NDArray>> terms, LossTerm term, LossWeights weights) {
        Supplier<NDArray> supplier = terms.get(term);
        if (supplier == null) {
            throw new IllegalArgumentException(
                    "The loss term (%s) has the weight (%s), but there is no way to compute it. Maybe the network lacks its output."
                            .formatted(term.label(), weights.of(term)));
        }
        return supplier;
    }

    /** Reads the numbers, the terms before their weights, then {@value #TOTAL}; call it before the step's manager closes. */
    public Map<String, Double> byName() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        values.forEach((term, value) -> numbers.put(term.label(), (double) value.getFloat()));
        numbers.put(TOTAL, (double) total.getFloat());
        return numbers;
    }
}
