package io.vesper.job;

/**
 * Which processes run a kind of job. A Spring Batch job without a bean of this type is for those that train.
 *
 * @param name of the Spring Batch job
 * @param role that a process needs to take such a job
 */
public record JobType(String name, Role role) {}
