package io.vesper.store;

import org.jspecify.annotations.Nullable;

/**
 * Which enrolments have come for certain to somebody who reads the change log: those up to the youngest that was there when all
 * transactions that ran then, and might commit a lower sequence number, have ended.
 */
public final class SettledSequence {
    private @Nullable LogMoment unsettled;

    /** Nothing is known any more. */
    public void reset() {
        unsettled = null;
    }

    /**
     * After all changes up to a moment were taken in.
     *
     * @return the sequence number up to which every image has come; null if it is the same as before
     */
    public @Nullable Long through(LogMoment moment) {
        LogMoment young = unsettled == null || moment.firstRunning() >= moment.nextTransaction() ? moment : unsettled;
        if (moment.firstRunning() < young.nextTransaction()) {
            unsettled = young;
            return null;
        }
        unsettled = moment;
        return young.sequence();
    }
}
