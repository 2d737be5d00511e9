package io.vesper.job;

/**
 * A worker's hold on a job.
 *
 * @param jobId whose
 * @param number the job's how-manieth claim; a later claim voids this one
 */
record Claim(String jobId, int number) {}
