package io.vesper.index;

/**
 * How many rows a walk keeps in view.
 *
 * @param rows the nearest, at least so many
 * @param keys of them of different keys, at least so many
 * @param key what tells rows apart
 */
record WalkWidth(int rows, int keys, BestRows.RowKey key) {
    /** Rows in view beside each that is wanted: the last ones' neighbourhood is seen as well as the first ones'. */
    private static final int SPARE = 2;

    static WalkWidth ofImages(int wanted) {
        return new WalkWidth(SPARE * wanted, 0, BestRows.RowKey.IMAGE);
    }

    static WalkWidth ofPeople(int wanted, int images) {
        return new WalkWidth(SPARE * images, SPARE * wanted, BestRows.RowKey.PERSON);
    }

    int rows(int efSearch) {
        return Math.max(rows, efSearch);
    }
}
