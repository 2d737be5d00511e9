package io.vesper.optimiser;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters that are trained alike.
 *
 * @param parameters by name, in the order in which they are updated; names must be unique over all groups
 * @param learningRateFactor what the schedule's rate is multiplied with, at least 0
 * @param weightDecay at least 0; 0 for none
 * @param frozen whether the group keeps its values and gets no gradient
 */
public record ParameterGroup(
        Map<String, Parameter> parameters, double learningRateFactor, double weightDecay, boolean frozen) {

    public ParameterGroup {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        requireNotNegative("learning rate factor", learningRateFactor);
        requireNotNegative("weight decay", weightDecay);
    }

    /** The arrays that get a gradient, by name. */
    Map<String, NDArray> trained() {
        Map<String, NDArray> trained = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                trained.put(name, parameter.getArray());
            }
        });
        return trained;
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The %s (%s) of a parameter group must be finite and at least 0.".formatted(name, value));
        }
    }
}
