package io.vesper.store;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a follower has read the change log.
 *
 * <p>Positions are drawn before the commit, so one that is missing may still come. It is asked for again until every transaction that
 * had begun when it was missed has ended: what has not come then was rolled back, and never will. No transaction is too long for that.
 *
 * @param through the highest position seen
 * @param gaps positions up to there that were not seen, and may still come
 */
record ChangeCursor(long through, List<PositionGap> gaps) {
    ChangeCursor {
        gaps = List.copyOf(gaps);
    }

    /**
     * After another look at the log.
     *
     * @param inGaps what has come in the gaps, in order
     * @param later what follows, in order
     * @param moment of the look
     */
    ChangeCursor passed(List<Change> inGaps, List<Change> later, LogMoment moment) {
        List<PositionGap> open = new ArrayList<>();
        for (PositionGap gap : gaps) {
            if (moment.firstRunning() < gap.nextTransaction()) {
                addGaps(open, gap, inGaps);
            }
        }
        if (later.isEmpty()) {
            return new ChangeCursor(through, open);
        }
        long end = later.get(later.size() - 1).position();
        addGaps(open, new PositionGap(through + 1, end, moment.nextTransaction()), later);
        return new ChangeCursor(end, open);
    }

    /** The highest position up to which nothing may still come. */
    long complete() {
        return gaps.stream().mapToLong(gap -> gap.from() - 1).min().orElse(through);
    }

    /** What is left of a gap between the changes that were seen. */
    private static void addGaps(List<PositionGap> open, PositionGap gap, List<Change> seen) {
        long free = gap.from();
        for (Change change : seen) {
            long position = change.position();
            if (position >= gap.from() && position <= gap.to()) {
                if (position > free) {
                    open.add(new PositionGap(free, position - 1, gap.nextTransaction()));
                }
                free = position + 1;
            }
        }
        if (free <= gap.to()) {
            open.add(new PositionGap(free, gap.to(), gap.nextTransaction()));
        }
    }
}
