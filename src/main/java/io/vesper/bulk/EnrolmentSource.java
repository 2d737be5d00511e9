package io.vesper.bulk;

import io.vesper.store.EnrolmentItemStore.NewItem;

/** Pictures to enrol, checked as far as that goes without decoding them. */
interface EnrolmentSource {
    /** How many, ≥ 1. */
    int size();

    /** Hands out the pictures, one at a time and in any order. */
    void forEach(Sink sink);

    /** Takes pictures. */
    interface Sink {
        /** @param position the picture's place, from 1 */
        void add(int position, NewItem item);
    }
}
