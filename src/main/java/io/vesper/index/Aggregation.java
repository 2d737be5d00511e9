package io.vesper.index;

import java.util.List;

/** How the scores of a person's images become the person's score. */
public enum Aggregation {
    /** The best image counts. */
    MAX(1),
    /** The mean of the five best images, or of all if there are fewer: one lucky picture counts less. */
    MEAN(5);

    private final int images;

    Aggregation(int images) {
        this.images = images;
    }

    /** How many of a person's best images it looks at. */
    int images() {
        return images;
    }

    /** @param ranked a person's images, best first, at least one */
    double score(List<Match> ranked) {
        return ranked.stream().limit(images).mapToDouble(Match::score).average().orElseThrow();
    }
}
