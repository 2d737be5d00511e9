package io.vesper.pickle;

/** Python's {@code None}. */
public enum None {
    NONE
}
