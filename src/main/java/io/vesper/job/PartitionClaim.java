package io.vesper.job;

/**
 * A worker's hold on a partition.
 *
 * @param id the partition's
 * @param jobId of the job it is part of
 * @param number its place in the job, from 1
 * @param range its items
 * @param claims the partition's how-manieth claim; a later claim voids this one
 */
record PartitionClaim(long id, String jobId, int number, PartitionRange range, int claims) {}
