package io.vesper.store;

import java.time.Instant;

/**
 * How far the database is at one moment.
 *
 * @param firstRunning the lowest number of a transaction that runs: those below have ended
 * @param nextTransaction the number that the next transaction will get
 * @param position of the newest change; 0: there was none
 * @param sequence of the youngest image
 * @param time by the database's clock
 */
public record LogMoment(long firstRunning, long nextTransaction, long position, long sequence, Instant time) {}
