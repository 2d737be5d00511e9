package io.vesper.index;

/**
 * Keeps of the rows of a scan what a search needs. Each thread fills one of its own.
 *
 * @param <C> its own type
 */
interface RowCollector<C extends RowCollector<C>> {
    void accept(ScoredRows rows);

    /** Takes over what another thread has kept. */
    void addAll(C other);
}
