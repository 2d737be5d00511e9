package io.vesper.job;

import io.vesper.person.Printable;
import java.util.Arrays;

/** Where a job stands. */
public enum JobStatus {
    /** Waits for a worker. */
    QUEUED,
    /** A worker is at it. */
    RUNNING,
    /** A worker is at it and has been asked to stop at its next step boundary. */
    STOPPING,
    /** Stopped on request; goes on from its last commit when restarted. */
    STOPPED,
    /** Done, with a result. */
    COMPLETED,
    /** Ended by an error; goes on from its last commit when restarted. */
    FAILED;

    /** @throws IllegalArgumentException naming the statuses there are */
    public static JobStatus of(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The status (%s) is not one of %s.".formatted(Printable.of(name), Arrays.toString(values()))));
    }

    /** Whether no worker has it and none will take it by itself. */
    public boolean isEnded() {
        return this == STOPPED || this == COMPLETED || this == FAILED;
    }
}
