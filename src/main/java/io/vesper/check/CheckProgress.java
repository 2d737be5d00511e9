package io.vesper.check;

/** Is told how far a check is. */
@FunctionalInterface
public interface CheckProgress {
    /** For whoever does not want to know. */
    CheckProgress SILENT = (done, total) -> {};

    /**
     * Called after each picture, from several threads.
     *
     * @param done how many pictures are decoded, at least 1
     * @param total how many there are
     */
    void onPicture(int done, int total);
}
