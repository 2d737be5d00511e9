package io.vesper.index;

import io.vesper.index.BestRows.RowKey;

/**
 * How many rows a walk keeps in view.
 *
 * @param rows the nearest, at least so many
 * @param shares so many times what is set, at least
 * @param keys of them of different keys, at least so many
 * @param key what tells rows apart
 */
record WalkWidth(int rows, int shares, int keys, RowKey key) {
    /** Rows in view for each image that is wanted, at least: the last ones' neighbourhood is seen as well as the first ones'. */
    private static final int ROWS_OF_AN_IMAGE = 2;

    /** The same for each person, who has several images. */
    private static final int ROWS_OF_A_PERSON = 16;

    /** Before as many people as images are seen, there are many more images. */
    private static final int SHARES_FOR_PEOPLE = 4;

    static WalkWidth ofImages(int wanted) {
        return new WalkWidth(ROWS_OF_AN_IMAGE * wanted, 1, 0, RowKey.IMAGE);
    }

    /** @param images so many of the nearest images as well */
    static WalkWidth ofPeople(int wanted, int images) {
        int rows = Math.max(ROWS_OF_A_PERSON * wanted, ROWS_OF_AN_IMAGE * images);
        return new WalkWidth(rows, SHARES_FOR_PEOPLE, wanted, RowKey.PERSON);
    }

    /** @param efSearch see {@link HnswSettings#efSearch} */
    int rows(int efSearch) {
        return Math.max(rows, shares * efSearch);
    }
}
