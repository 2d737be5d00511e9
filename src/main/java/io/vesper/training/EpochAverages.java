package io.vesper.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of the loss terms over an epoch's steps, and its speed. */
final class EpochAverages {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private final long startNanos = System.nanoTime();
    private int steps;
    private long images;

    void add(Map<String, Double> losses, int batchSize) {
        losses.forEach((term, value) -> sums.merge(term, value, Double::sum));
        steps++;
        images += batchSize;
    }

    Map<String, Double> with(double learningRate) {
        Map<String, Double> averages = new LinkedHashMap<>();
        sums.forEach((term, sum) -> averages.put(term, sum / steps));
        averages.put("learningRate", learningRate);
        averages.put("imagesPerSecond", images * 1e9 / (System.nanoTime() - startNanos));
        return averages;
    }
}
