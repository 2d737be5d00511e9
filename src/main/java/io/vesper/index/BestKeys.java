package io.vesper.index;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The best score of each of the best keys, at most so many. */
final class BestKeys {
    private final int limit;
    private final Map<Integer, Float> best = new HashMap<>();
    private float lowest = Float.NEGATIVE_INFINITY;

    /** @param limit ≥ 1 */
    BestKeys(int limit) {
        this.limit = limit;
    }

    void offer(int key, float score) {
        if (score <= lowest) {
            return;
        }
        Float before = best.get(key);
        if (before != null && score <= before) {
            return;
        }
        best.put(key, score);
        if (best.size() > limit) {
            best.values().remove(lowest);
        }
        if (best.size() == limit && (before == null || before == lowest)) {
            lowest = Collections.min(best.values());
        }
    }

    /** A lower score changes nothing; negative infinity while there are fewer keys. */
    float threshold() {
        return lowest;
    }
}
