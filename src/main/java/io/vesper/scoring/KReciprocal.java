package io.vesper.scoring;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Re-ranks by shared neighbours: an image belongs to the probe if each is among the nearest of the other, and if their
 * neighbourhoods overlap. See <a href="https://arxiv.org/abs/1701.08398">Zhong et al. 2017</a>.
 *
 * @param k1 size of the neighbourhoods
 * @param k2 over how many nearest images a neighbourhood is averaged, itself among them
 * @param lambda share of the original distance in the final one, 0 to 1
 */
public record KReciprocal(int k1, int k2, double lambda) {
    /** The paper's settings. */
    public static final KReciprocal PAPER = new KReciprocal(20, 6, 0.3);

    public KReciprocal {
        if (k1 < 1 || k2 < 1 || !(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException(
                    "The k1 (%d) and k2 (%d) must be at least 1, and lambda (%s) 0 to 1.".formatted(k1, k2, lambda));
        }
    }

    /**
     * The distances of the probes to the images (eq. 12), small for the same person.
     *
     * @param cosines of all with all, probes first, shape [N, N], symmetric
     * @param probes how many of the N are probes
     * @return shape [probes, N - probes], each in [0, 1]
     */
    public double[][] distances(float[][] cosines, int probes) {
        double[][] original = originalDistances(cosines);
        int[][] ranks = Arrays.stream(original).map(KReciprocal::ranking).toArray(int[][]::new);
        double[][] encoded = new double[original.length][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encode(ranks, original, i);
        }
        double[][] expanded =
                Arrays.stream(ranks).map(rank -> mean(encoded, head(rank, k2))).toArray(double[][]::new);
        double[][] distances = new double[probes][original.length - probes];
        for (int p = 0; p < probes; p++) {
            for (int g = probes; g < original.length; g++) {
                double jaccard = jaccardDistance(expanded[p], expanded[g]);
                distances[p][g - probes] = (1 - lambda) * jaccard + lambda * original[p][g];
            }
        }
        return distances;
    }

    /** As the authors' program: squared Euclidean, each row over its largest; of unit vectors it is 1 - cosine over that. */
    private static double[][] originalDistances(float[][] cosines) {
        double[][] distances = new double[cosines.length][cosines.length];
        for (int i = 0; i < cosines.length; i++) {
            for (int j = 0; j < cosines.length; j++) {
                distances[i][j] = i == j ? 0 : Math.max(0, 1 - cosines[i][j]);
            }
            double largest = Arrays.stream(distances[i]).max().orElseThrow();
            for (int j = 0; j < cosines.length && largest > 0; j++) {
                distances[i][j] /= largest;
            }
        }
        return distances;
    }

    /** Nearest first; of equally near ones the first. */
    private static int[] ranking(double[] distances) {
        return IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The neighbourhood of i as weights that sum up to 1 (eq. 7), after it grew by those of its members (eq. 4). */
    private double[] encode(int[][] ranks, double[][] original, int i) {
        BitSet members = reciprocal(ranks, i, k1);
        BitSet grown = (BitSet) members.clone();
        int half = (int) Math.rint(k1 / 2.0); // Python rounds half to even
        members.stream().mapToObj(member -> reciprocal(ranks, member, half)).forEach(theirs -> {
            BitSet shared = (BitSet) theirs.clone();
            shared.and(members);
            // More than two thirds, as in the authors' program; the paper has "at least".
            if (3 * shared.cardinality() > 2 * theirs.cardinality()) {
                grown.or(theirs);
            }
        });
        double[] weights = new double[ranks.length];
        grown.stream().forEach(j -> weights[j] = Math.exp(-original[i][j]));
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Those among the k nearest of i, and i, that have i among their own (eq. 3). */
    private static BitSet reciprocal(int[][] ranks, int i, int k) {
        BitSet members = new BitSet();
        members.set(i); // also where more than k copies of it stand before it in its own ranking
        for (int j : head(ranks[i], k + 1)) {
            if (Arrays.stream(head(ranks[j], k + 1)).anyMatch(theirs -> theirs == i)) {
                members.set(j);
            }
        }
        return members;
    }

    private static int[] head(int[] ranks, int size) {
        return Arrays.copyOf(ranks, Math.min(size, ranks.length));
    }

    private static double[] mean(double[][] rows, int[] chosen) {
        double[] mean = new double[rows.length];
        for (int row : chosen) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += rows[row][j] / chosen.length;
            }
        }
        return mean;
    }

    /** Of two neighbourhoods whose weights sum up to 1 each (eq. 10). */
    private static double jaccardDistance(double[] one, double[] other) {
        double shared = 0;
        for (int j = 0; j < one.length; j++) {
            shared += Math.min(one[j], other[j]);
        }
        return 1 - shared / (2 - shared);
    }
}
