package io.vesper.job;

/**
 * A job's partitions together.
 *
 * @param units to do in all
 * @param done of them
 * @param open partitions that are not done
 * @param failed those of them that failed
 * @param held those of them that a worker holds, and gave signs of life
 */
record PartitionSums(long units, long done, int open, int failed, int held) {
    boolean areDone() {
        return open == 0;
    }
}
