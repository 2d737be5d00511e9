package io.vesper.store;

import java.util.ArrayList;
import java.util.List;

/** Reads the change log from one moment to the next, and misses nothing that commits late. */
public final class LogReader {
    private static final int PAGE = 1000;

    private final ChangeLog log;
    private ChangeCursor cursor = new ChangeCursor(0, List.of());

    public LogReader(ChangeLog log) {
        this.log = log;
    }

    /**
     * What came since the look before.
     *
     * @param isWhole false: there is more
     * @param wentBack whether the log is shorter than it was, as after a backup was restored
     */
    public record Look(LogMoment moment, List<Change> changes, boolean isWhole, boolean wentBack) {}

    /** Begins behind a position up to which everything that was ever to come has been read; some of it may come again. */
    public void begin(long position) {
        cursor = new ChangeCursor(position, List.of());
    }

    /** A position up to which everything that was ever to come has been read. */
    public long position() {
        return cursor.complete();
    }

    /** Begins with what commits from now on. */
    public LogMoment skip() {
        Skipped skipped = log.atOneMoment(() -> {
            LogMoment moment = log.moment();
            return new Skipped(moment, new ChangeCursor(moment.position(), log.gaps(moment)));
        });
        cursor = skipped.cursor();
        return skipped.moment();
    }

    public Look next() {
        ChangeCursor before = cursor;
        Read read = log.atOneMoment(() -> {
            List<Change> inGaps =
                    before.gaps().stream().flatMap(gap -> log.in(gap).stream()).toList();
            return new Read(log.moment(), inGaps, log.after(before.through(), PAGE));
        });
        cursor = before.passed(read.inGaps(), read.later(), read.moment());
        List<Change> all = new ArrayList<>(read.inGaps());
        all.addAll(read.later());
        boolean wentBack = read.moment().position() < before.through();
        return new Look(read.moment(), all, read.later().size() < PAGE, wentBack);
    }

    private record Skipped(LogMoment moment, ChangeCursor cursor) {}

    private record Read(LogMoment moment, List<Change> inGaps, List<Change> later) {}
}
