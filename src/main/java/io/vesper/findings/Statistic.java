package io.vesper.findings;

/**
 * A measure over the trials of an evaluation.
 *
 * @param mean 0 to 1
 * @param standardDeviation over the trials; 0 for a single one
 */
public record Statistic(double mean, double standardDeviation) {}
