package io.vesper.index;

/** How the best of a search are ordered anew. */
public enum ReRanking {
    /** Not at all. */
    NONE,
    /** The {@link #IMAGES} best by shared neighbours; see {@link io.vesper.scoring.KReciprocal}. */
    K_RECIPROCAL;

    /** How many images are ordered anew; the others stay behind them as they were. */
    public static final int IMAGES = 100;
}
