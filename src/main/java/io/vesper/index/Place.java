package io.vesper.index;

/** Where a row stands in a snapshot: the number of its chunk and of the row in it, as one. */
final class Place {
    private static final int ROW_BITS = 16;

    private Place() {}

    static int of(int chunk, int row) {
        return chunk << ROW_BITS | row;
    }

    static int chunk(int place) {
        return place >>> ROW_BITS;
    }

    static int row(int place) {
        return place & ((1 << ROW_BITS) - 1);
    }
}
