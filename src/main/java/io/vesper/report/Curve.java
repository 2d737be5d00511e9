package io.vesper.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A named line of a chart.
 *
 * @param name in the legend; no two of a chart are equal
 * @param x ascending
 * @param y as many
 */
record Curve(String name, List<Double> x, List<Double> y) {

    /** A line through given values at places that follow from their index, 0-based. */
    static Curve of(String name, List<Double> y, IntToDoubleFunction x) {
        List<Double> places = new ArrayList<>();
        for (int i = 0; i < y.size(); i++) {
            places.add(x.applyAsDouble(i));
        }
        return new Curve(name, places, y);
    }

    /**
     * The outline of a histogram.
     *
     * @param heights of the bars, which stand side by side
     * @param edge where a bar begins, by its index; the one after the last is where that ends
     */
    static Curve stairs(String name, List<Double> heights, IntToDoubleFunction edge) {
        List<Double> x = new ArrayList<>(List.of(edge.applyAsDouble(0)));
        List<Double> y = new ArrayList<>(List.of(0.0));
        for (int i = 0; i < heights.size(); i++) {
            x.addAll(List.of(edge.applyAsDouble(i), edge.applyAsDouble(i + 1)));
            y.addAll(List.of(heights.get(i), heights.get(i)));
        }
        x.add(edge.applyAsDouble(heights.size()));
        y.add(0.0);
        return new Curve(name, x, y);
    }
}
