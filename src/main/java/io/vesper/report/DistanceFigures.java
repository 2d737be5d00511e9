package io.vesper.report;

import io.vesper.findings.DistanceHistograms;
import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;

/** The distances between pictures of one kind of embedding: across modalities, and within one. */
final class DistanceFigures {
    private static final List<Pair> ACROSS = List.of(Pair.OTHER_PERSON_ACROSS, Pair.SAME_PERSON_ACROSS);
    private static final List<Pair> WITHIN = List.of(Pair.OTHER_PERSON_WITHIN, Pair.SAME_PERSON_WITHIN);

    private DistanceFigures() {}

    /** Both charts, without those of which there is no pair. */
    static List<Tag> of(String kind, DistanceHistograms distances, Figures figures) {
        List<Tag> charts = new ArrayList<>();
        if (hasPairs(distances, ACROSS)) {
            charts.add(figure(kind + ", distances across modalities", distances, ACROSS, figures));
        }
        if (hasPairs(distances, WITHIN)) {
            charts.add(figure(kind + ", distances within a modality", distances, WITHIN, figures));
        }
        return charts;
    }

    private static boolean hasPairs(DistanceHistograms distances, List<Pair> pairs) {
        return pairs.stream().anyMatch(pair -> sum(distances.counts(pair)) > 0);
    }

    private static Tag figure(String title, DistanceHistograms distances, List<Pair> pairs, Figures figures) {
        String found = pairs.stream()
                .map(pair -> describe(pair, distances.counts(pair)))
                .collect(Collectors.joining("; "));
        return figures.of(
                chart(distances, pairs),
                title,
                "How many pairs of pictures lie at each distance, 1 - cosine (%s). Of %d visible and %d infrared pictures."
                        .formatted(found, distances.images(Modality.VISIBLE), distances.images(Modality.INFRARED)));
    }

    private static JFreeChart chart(DistanceHistograms distances, List<Pair> pairs) {
        int[] occupied = IntStream.range(0, DistanceHistograms.BINS)
                .filter(bin ->
                        pairs.stream().anyMatch(pair -> distances.counts(pair).get(bin) > 0))
                .toArray();
        int first = occupied[0];
        int last = occupied[occupied.length - 1];
        List<Curve> curves = pairs.stream()
                .filter(pair -> sum(distances.counts(pair)) > 0)
                .map(pair -> curve(pair, distances.counts(pair), first, last))
                .toList();
        return Charts.areas(curves, ChartStyle.axis("distance"), ChartStyle.axis("pairs (%)"));
    }

    private static Curve curve(Pair pair, List<Integer> counts, int first, int last) {
        long sum = sum(counts);
        List<Double> shares = counts.subList(first, last + 1).stream()
                .map(count -> 100.0 * count / sum)
                .toList();
        return Curve.stairs(pair.description(), shares, i -> (first + i) * DistanceHistograms.BIN_WIDTH);
    }

    private static String describe(Pair pair, List<Integer> counts) {
        long sum = sum(counts);
        return sum == 0
                ? "%s: no pair".formatted(pair.description())
                : String.format(Locale.ROOT, "%s: %d pairs, median %.2f", pair.description(), sum, median(counts, sum));
    }

    /** To the middle of a bin. */
    private static double median(List<Integer> counts, long sum) {
        int bin = 0;
        for (long passed = counts.get(0); 2 * passed < sum; passed += counts.get(bin)) {
            bin++;
        }
        return (bin + 0.5) * DistanceHistograms.BIN_WIDTH;
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }
}
