package io.vesper.index;

import java.util.Arrays;
import java.util.List;

/** A filter made ready for the rows of one snapshot: whether a row passes is looked up by its numbers, 64 rows at a time. */
final class RowFilter {
    private final boolean[] kinds;
    private final long[] kindBits; // 1 for those that pass
    private final boolean isForAllKinds;
    private final boolean isForAllTimes;
    private final long from;
    private final long to;
    private final boolean isForNobody;
    private final boolean skipsCovered;

    private RowFilter(boolean[] kinds, SearchFilter filter, boolean isForNobody, boolean skipsCovered) {
        this.kinds = kinds;
        this.kindBits = new long[kinds.length];
        Arrays.setAll(kindBits, kind -> kinds[kind] ? 1 : 0);
        this.isForAllKinds = Arrays.stream(kindBits).allMatch(bit -> bit == 1);
        TimeWindow window = filter.window();
        this.isForAllTimes = window.from() == null && window.to() == null;
        this.from = window.from() == null ? RowLabels.NO_TIME + 1 : RowLabels.time(window.from());
        this.to = window.to() == null ? Long.MAX_VALUE : RowLabels.time(window.to());
        this.isForNobody = isForNobody;
        this.skipsCovered = skipsCovered;
    }

    static RowFilter of(SearchFilter filter, List<RowKind> kinds) {
        return new RowFilter(accepted(filter, kinds), filter, false, false);
    }

    private static boolean[] accepted(SearchFilter filter, List<RowKind> kinds) {
        boolean[] accepted = new boolean[kinds.size()];
        for (int i = 0; i < accepted.length; i++) {
            accepted[i] = filter.accepts(kinds.get(i));
        }
        return accepted;
    }

    /** The same, but only images of persons not yet identified. */
    static RowFilter ofUnidentified(SearchFilter filter, List<RowKind> kinds) {
        return new RowFilter(accepted(filter, kinds), filter, true, false);
    }

    /** The same, but only images that no graph leads to. */
    static RowFilter ofUncovered(SearchFilter filter, List<RowKind> kinds) {
        return new RowFilter(accepted(filter, kinds), filter, false, true);
    }

    /** Whether any of the rows 64 * word and on may pass, as far as is known without a look at them. */
    boolean isOpen(IndexChunk chunk, int word) {
        return candidates(chunk, word) != 0;
    }

    private long candidates(IndexChunk chunk, int word) {
        long present = chunk.present(word);
        return skipsCovered ? present & ~chunk.covered(word) : present;
    }

    /** Which of the rows 64 * word and on pass and are not erased: the lowest bit stands for the first. */
    long accepted(IndexChunk chunk, int word) {
        long present = candidates(chunk, word);
        if (present == 0) {
            return 0;
        }
        if (isForAllKinds && isForAllTimes && !isForNobody) {
            return present;
        }
        if (isForAllTimes && !isForNobody) {
            return present & ofKinds(chunk, word);
        }
        long accepted = 0;
        for (long left = present & ofKinds(chunk, word); left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            accepted |= accepts(chunk.labels(), 64 * word + bit) ? 1L << bit : 0;
        }
        return accepted;
    }

    /** Without a branch, which the processor could not foresee. */
    private long ofKinds(IndexChunk chunk, int word) {
        int rows = Math.min(64, chunk.rows() - 64 * word);
        long accepted = 0;
        for (int i = 0; i < rows; i++) {
            accepted |= kindBits[chunk.labels().kind(64 * word + i)] << i;
        }
        return accepted;
    }

    boolean accepts(RowLabels labels, int row) {
        return kinds[labels.kind(row)]
                && (isForAllTimes || isWithin(labels.time(row)))
                && (!isForNobody || labels.person(row) == LabelCodes.NOBODY);
    }

    private boolean isWithin(long time) {
        return time != RowLabels.NO_TIME && time >= from && time < to;
    }
}
