package io.vesper.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of the rows of a chunk beside their vectors, column by column: a scan reads only the columns that it needs. */
final class RowLabels {
    /** Of an image of which nobody knows when it was taken. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000;

    private final IndexEntry[] entries;
    private final int[] people;
    private final int[] kinds;
    private final long[] times;

    RowLabels(int capacity) {
        this(new IndexEntry[capacity], new int[capacity], new int[capacity], new long[capacity]);
    }

    private RowLabels(IndexEntry[] entries, int[] people, int[] kinds, long[] times) {
        this.entries = entries;
        this.people = people;
        this.kinds = kinds;
        this.times = times;
    }

    RowLabels copy() {
        return new RowLabels(entries.clone(), people.clone(), kinds.clone(), times.clone());
    }

    void set(int row, IndexEntry entry, LabelCodes codes) {
        IndexEntry shared = codes.shared(entry);
        entries[row] = shared;
        people[row] = codes.person(shared.labels().person());
        kinds[row] = codes.kind(shared.labels());
        times[row] = time(shared.labels().capturedAt());
    }

    int capacity() {
        return entries.length;
    }

    IndexEntry entry(int row) {
        return entries[row];
    }

    /** See {@link LabelCodes#person}. */
    int person(int row) {
        return people[row];
    }

    /** See {@link LabelCodes#kind}. */
    int kind(int row) {
        return kinds[row];
    }

    /** See {@link #time}; or {@link #NO_TIME}. */
    long time(int row) {
        return times[row];
    }

    /** Microseconds since 1970, within 290,000 years of it. */
    static long time(@Nullable Instant instant) {
        if (instant == null) {
            return NO_TIME;
        }
        long most = Long.MAX_VALUE / MICROS - 1;
        long seconds = Math.max(-most, Math.min(instant.getEpochSecond(), most));
        return seconds * MICROS + instant.getNano() / 1000;
    }
}
