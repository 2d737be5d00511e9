package io.vesper.bench;

/**
 * What clients met.
 *
 * @param perSecond queries answered in a second
 * @param refused how many were answered with 429
 * @param medianMs median time of an answered query
 * @param p99Ms time that 99 of 100 answered queries stayed below
 * @param overheadMs median time of a query beyond decoding, embedding and searching
 */
record LoadResult(double perSecond, long refused, double medianMs, double p99Ms, double overheadMs) {}
