package io.vesper.pickle;

/** Stands for a value that is known to be harmless, and that nobody here looks into. */
public enum Unneeded {
    UNNEEDED
}
