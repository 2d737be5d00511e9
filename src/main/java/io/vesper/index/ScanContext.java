package io.vesper.index;

/**
 * What a scan sees, and how well.
 *
 * @param snapshot the rows
 * @param error by how much its scores may differ at most from those of {@link ExactScores}
 */
record ScanContext(IndexSnapshot snapshot, float error) {}
