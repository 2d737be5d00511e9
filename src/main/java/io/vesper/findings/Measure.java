package io.vesper.findings;

/** The measures of a report's table, in its order. */
public enum Measure {
    RANK_1("rank-1", "rank1"),
    RANK_5("rank-5", "rank5"),
    RANK_10("rank-10", "rank10"),
    RANK_20("rank-20", "rank20"),
    MEAN_AVERAGE_PRECISION("mAP", "meanAveragePrecision"),
    MEAN_INVERSE_NEGATIVE_PENALTY("mINP", "meanInverseNegativePenalty");

    private final String heading;
    private final String jsonName;

    Measure(String heading, String jsonName) {
        this.heading = heading;
        this.jsonName = jsonName;
    }

    /** The name that papers use. */
    public String heading() {
        return heading;
    }

    /** The name in JSON. */
    public String jsonName() {
        return jsonName;
    }
}
