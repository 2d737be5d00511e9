package io.vesper.client;

import java.time.Duration;

/** Lets time pass before something is tried again. */
public interface Pause {
    /** @param reason what a user may want to know of it; empty if it is nothing out of the ordinary */
    void pause(Duration duration, String reason);
}
