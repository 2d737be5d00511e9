package io.vesper.index;

import java.util.List;

/** How the scores of a person's images become the person's score. */
public enum Aggregation {
    /** The best image counts. */
    MAX(1),
    /** The mean of the five best images, or of all if there are fewer: one lucky picture counts less. */
    MEAN(5),
    /**
     * The mean picture counts: the probe is compared with the normalised mean of the embeddings of all images that pass the
     * filter. There is one mean for each modality, because images of one modality have much in common that is not the person;
     * the better of the two counts.
     */
    CENTROID(1);

    private final int images;

    Aggregation(int images) {
        this.images = images;
    }

    /** How many of a person's best images it looks at. */
    int images() {
        return images;
    }

    /** @param ranked a person's images, best first, at least one */
    PersonScore score(List<Match> ranked) {
        List<Match> counted = ranked.subList(0, Math.min(images, ranked.size()));
        return new PersonScore(
                counted.stream().mapToDouble(Match::score).average().orElseThrow(),
                counted.stream().mapToDouble(Match::calibrated).average().orElseThrow());
    }
}
