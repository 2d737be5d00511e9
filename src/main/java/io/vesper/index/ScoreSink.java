package io.vesper.index;

/** Takes the scores of images. */
interface ScoreSink {
    /**
     * @param entry an image that passed the filter
     * @param score cosine in [-1, 1]
     */
    void accept(IndexEntry entry, float score);
}
