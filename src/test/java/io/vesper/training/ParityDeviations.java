package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.TensorSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How far numbers lie from those of the other program, each relative to what the test says it is compared with. */
final class ParityDeviations {
    private final Map<String, Double> deviations = new LinkedHashMap<>();

    Map<String, Double> byName() {
        return Collections.unmodifiableMap(deviations);
    }

    static Map.Entry<String, Double> largest(Map<String, Double> deviations) {
        return Collections.max(deviations.entrySet(), Map.Entry.comparingByValue());
    }

    /** Relative to the number itself; exactly 0 where that is 0. Both must have the same names. */
    void addNumbers(String prefix, JsonNode expected, Map<String, Double> actual) {
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        actual.forEach((name, value) -> add(
                prefix + name,
                value - expected.path(name).asDouble(),
                Math.abs(expected.path(name).asDouble())));
    }

    /** The worst value of each tensor whose name starts so, relative to its largest. */
    void addWeights(TensorSource expected, TensorSource actual, String prefix) {
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            if (name.startsWith(prefix)) {
                addTensor(name, expected.values(name), actual.values(name));
            }
        }
    }

    private void addTensor(String name, float[] expected, float[] actual) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        add(name, worst, largest);
    }

    /** Of each tensor's way from the start, the length and the projection on a fixed wave, relative to the length. */
    void addMovements(JsonNode expected, TensorSource actual) {
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        for (String name : actual.names()) {
            double length = expected.path(name).get(0).asDouble();
            double[] moved = moved(actual.values(name), ParityFormula.start(name, actual.shape(name)));
            add("length of " + name, Math.sqrt(dot(moved, moved)) - length, length);
            double[] wave = wave(moved.length);
            double projection = dot(moved, wave) / Math.sqrt(dot(wave, wave));
            add("projection of " + name, projection - expected.path(name).get(1).asDouble(), length);
        }
    }

    private static double[] moved(float[] values, float[] start) {
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (double) values[i] - start[i];
        }
        return moved;
    }

    private static double[] wave(int length) {
        double[] wave = new double[length];
        for (int i = 0; i < length; i++) {
            wave[i] = Math.cos(i);
        }
        return wave;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A difference that is no number counts as infinite. */
    private void add(String name, double difference, double scale) {
        double relative = difference == 0 ? 0 : Math.abs(difference) / scale;
        deviations.put(name, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative);
    }
}
