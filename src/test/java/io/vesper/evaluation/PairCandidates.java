package io.vesper.evaluation;

import io.vesper.evaluation.CalibrationCandidate.Scores;
import io.vesper.person.ModalityPair;
import io.vesper.scoring.Spread;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Candidates with a function of the cosine for each pair of modalities, learned from all that the gallery tells. */
final class PairCandidates {
    private PairCandidates() {}

    /** By how many of their deviations it exceeds the cosines of strangers. */
    static Scores deviations(CosineTable table, int[] gallery) {
        KnownPairs known = new KnownPairs(table, gallery);
        return byPair(table, pair -> spread(known.strangers(pair))::deviations);
    }

    /** How many cosines of strangers it exceeds; above all of them by the cosine. */
    static Scores shareOfStrangers(CosineTable table, int[] gallery) {
        KnownPairs known = new KnownPairs(table, gallery);
        return byPair(table, pair -> {
            double[] sorted = DoubleStream.of(known.strangers(pair)).sorted().toArray();
            return cosine -> {
                int place = Arrays.binarySearch(sorted, cosine);
                return (double) (place < 0 ? -place - 1 : place) / sorted.length + 1e-6 * cosine;
            };
        });
    }

    /** Logarithm of the ratio of the two normal densities; may fall again where the cosine is highest. */
    static Scores twoNormals(CosineTable table, int[] gallery) {
        KnownPairs known = new KnownPairs(table, gallery);
        return byPair(table, pair -> {
            Spread strangers = spread(known.strangers(pair));
            Spread samePerson = spread(known.samePerson(pair));
            return cosine -> logDensity(samePerson, cosine) - logDensity(strangers, cosine);
        });
    }

    private static double logDensity(Spread spread, double value) {
        return -Math.pow(spread.deviations(value), 2) / 2 - Math.log(spread.deviation());
    }

    /** The same of one width, that of both on average. */
    static Scores linearDiscriminant(CosineTable table, int[] gallery) {
        KnownPairs known = new KnownPairs(table, gallery);
        return byPair(table, pair -> {
            Spread strangers = spread(known.strangers(pair));
            Spread same = spread(known.samePerson(pair));
            double variance = (Math.pow(strangers.deviation(), 2) + Math.pow(same.deviation(), 2)) / 2;
            return cosine ->
                    (same.mean() - strangers.mean()) / variance * (cosine - (same.mean() + strangers.mean()) / 2);
        });
    }

    /** Logarithm of the odds by logistic regression, strangers and one person's pictures weighing the same (Platt 1999). */
    static Scores logistic(CosineTable table, int[] gallery) {
        KnownPairs known = new KnownPairs(table, gallery);
        return byPair(table, pair -> LogisticRegression.fit(known.strangers(pair), known.samePerson(pair)));
    }

    private static Scores byPair(CosineTable table, Function<ModalityPair, DoubleUnaryOperator> learned) {
        Map<ModalityPair, DoubleUnaryOperator> functions = new EnumMap<>(ModalityPair.class);
        for (ModalityPair pair : ModalityPair.values()) {
            functions.put(pair, learned.apply(pair));
        }
        return (probe, images) -> Arrays.stream(images)
                .mapToDouble(image -> functions.get(table.pair(probe, image)).applyAsDouble(table.cosine(probe, image)))
                .toArray();
    }

    static Spread spread(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new Spread(mean, Math.sqrt(variance));
    }
}
