package io.vesper.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of a training's epochs as curves, in groups that share a chart. A name with a dot belongs to the group before
 * it; {@code learningRate} and {@code imagesPerSecond} are groups of their own; a name with {@code Gap} is a gauge of the
 * theorems; any other is a term of the loss.
 */
final class TrainingHistory {
    private static final String EPOCH = "epoch";
    private static final Map<String, String> OWN_CHART =
            Map.of("learningRate", "Learning rate", "imagesPerSecond", "Images per second");
    private static final String GAPS = "Sufficiency and consistency gaps (nats)";
    private static final String LOSS = "Loss by term";

    private final Map<String, Map<String, Curve>> groups = new LinkedHashMap<>();

    /**
     * Sorts the figures; what is not a finite number is left out.
     *
     * @param epochs figures by name, in order; {@code epoch} is 1-based, and counted if it is absent
     */
    TrainingHistory(List<Map<String, Object>> epochs) {
        for (int i = 0; i < epochs.size(); i++) {
            Map<String, Object> figures = epochs.get(i);
            double epoch = figures.get(EPOCH) instanceof Number number ? number.doubleValue() : i + 1;
            figures.forEach((name, value) -> add(name, value, epoch));
        }
    }

    /** The curves by their chart's title, both in the order in which they first appear. */
    Map<String, List<Curve>> groups() {
        Map<String, List<Curve>> curves = new LinkedHashMap<>();
        groups.forEach((title, group) -> curves.put(title, List.copyOf(group.values())));
        return curves;
    }

    private void add(String name, Object value, double epoch) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((inner, innerValue) -> add(name + "." + inner, innerValue, epoch));
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue()) && !name.equals(EPOCH)) {
            int dot = name.indexOf('.');
            String title = dot > 0 ? name.substring(0, dot) : undotted(name);
            Curve curve = groups.computeIfAbsent(title, key -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            name.substring(dot + 1), key -> new Curve(key, new ArrayList<>(), new ArrayList<>()));
            curve.x().add(epoch);
            curve.y().add(number.doubleValue());
        }
    }

    private static String undotted(String name) {
        return OWN_CHART.getOrDefault(name, name.contains("Gap") ? GAPS : LOSS);
    }
}
