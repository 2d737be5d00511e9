package io.vesper.opensearch;

/** Work that goes on beside searches until it is stopped. */
interface Background {
    /** It ends soon; nobody waits for it. */
    void stop();
}
