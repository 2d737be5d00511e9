package io.vesper.index;

/**
 * How graphs of near images (HNSW; Malkov and Yashunin, 2018) are built and walked.
 *
 * @param m neighbours of an image on upper levels, 4 to 64; on the lowest it has up to twice as many
 * @param efConstruction nearest images that are looked at for an image's neighbours, m to 1000
 * @param efSearch nearest images that a search keeps in view, 10 to 1000; more where it wants more
 * @param buildThreads threads that build, ≥ 1
 */
public record HnswSettings(int m, int efConstruction, int efSearch, int buildThreads) {
    public HnswSettings {
        check("m", m, 4, 64);
        check("ef-construction", efConstruction, m, 1000);
        check("ef-search", efSearch, 10, 1000);
        check("build-threads", buildThreads, 1, 1024);
    }

    private static void check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "The setting vesper.gallery.hnsw.%s (%d) must be %d to %d.".formatted(what, value, min, max));
        }
    }
}
