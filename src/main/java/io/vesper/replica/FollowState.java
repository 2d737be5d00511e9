package io.vesper.replica;

import org.jspecify.annotations.Nullable;

/**
 * How well a process keeps in step with the others on its database.
 *
 * @param lagSeconds how long ago it last had all changes of all processes
 * @param waiting changed images that it knows of and has not taken in
 * @param isListening whether it hears of changes at once; else it asks from time to time
 * @param isLate whether the lag is longer than it may be
 * @param error why the last attempt failed; null if it did not
 */
public record FollowState(
        double lagSeconds,
        int waiting,
        boolean isListening,
        boolean isLate,
        @Nullable String error) {}
