package io.vesper.job;

/** What a process does; it takes the jobs that belong to its roles, one at a time for each role. */
public enum Role {
    /** Answers requests, and runs the jobs that change what is served. */
    SERVE,
    /** Runs the long jobs: trains and evaluates. */
    TRAIN
}
