package io.vesper.findings;

import java.util.ArrayList;
import java.util.List;

/** The mean interpolated precision-recall curve of rankings: at each recall, the highest precision at that recall or beyond. */
final class PrecisionRecall {
    /** Recall 0, 0.01, …, 1. */
    static final int LEVELS = 101;

    private final double[] sums = new double[LEVELS];
    private int rankings;

    /**
     * Adds one query.
     *
     * @param matches the 1-based places of the matches, ascending, at least one
     */
    void add(List<Integer> matches) {
        double highest = 0;
        int level = LEVELS - 1;
        for (int found = matches.size(); found > 0; found--) {
            highest = Math.max(highest, (double) found / matches.get(found - 1));
            // In whole numbers, as 0.29 * 100 is less than 29. Down to the recall that one match fewer reaches.
            for (; level >= 0 && level * matches.size() > (found - 1) * (LEVELS - 1); level--) {
                sums[level] += highest;
            }
        }
        sums[0] += highest;
        rankings++;
    }

    /** Precision at each recall, 0 to 1; empty if nothing was added. */
    List<Double> mean() {
        List<Double> mean = new ArrayList<>();
        for (int level = 0; level < LEVELS && rankings > 0; level++) {
            mean.add(sums[level] / rankings);
        }
        return mean;
    }
}
