package io.vesper.store;

/**
 * Positions of the change log at which nothing was seen, though there was a change behind them: their transactions may still commit.
 *
 * @param from the first of them
 * @param to the last of them
 * @param nextTransaction the number that the next transaction would get when the gap was seen: they all have lower ones
 */
public record PositionGap(long from, long to, long nextTransaction) {}
