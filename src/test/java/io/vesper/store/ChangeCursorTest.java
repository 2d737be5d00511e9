package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked for again, and for how long. */
class ChangeCursorTest {
    private static final ChangeCursor AT_TEN = new ChangeCursor(10, List.of());

    @Test
    void positionsThatAreMissingAreAskedForAgain() {
        ChangeCursor cursor = AT_TEN.passed(List.of(), changes(12, 13, 17), moment(100, 105));

        assertThat(cursor)
                .isEqualTo(new ChangeCursor(17, List.of(new PositionGap(11, 11, 105), new PositionGap(14, 16, 105))));
    }

    @Test
    void whatIsLeftOfAGapIsAskedForUntilAllTransactionsOfItsTimeHaveEnded() {
        ChangeCursor cursor = new ChangeCursor(20, List.of(new PositionGap(11, 15, 105)));

        assertThat(cursor.passed(changes(12, 13), List.of(), moment(104, 110)))
                .isEqualTo(new ChangeCursor(20, List.of(new PositionGap(11, 11, 105), new PositionGap(14, 15, 105))));
        assertThat(cursor.passed(List.of(), List.of(), moment(105, 110))).isEqualTo(new ChangeCursor(20, List.of()));
    }

    private static List<Change> changes(long... positions) {
        return java.util.Arrays.stream(positions)
                .mapToObj(position -> new Change(position, UUID.randomUUID(), false))
                .toList();
    }

    private static LogMoment moment(long firstRunning, long next) {
        return new LogMoment(firstRunning, next, 0, 0, Instant.EPOCH);
    }
}
