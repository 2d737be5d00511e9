package io.vesper.job;

/**
 * A job was submitted, moved on or ended; published in the process that did it, after the change is committed.
 *
 * @param job as it stands after the change
 */
public record JobChanged(JobSnapshot job) {}
