package io.vesper.job;

/** This process runs a job no more: it has ended it, given it back, or lost it to another process, which then tells nobody here. */
record JobLeft(String jobId) {}
