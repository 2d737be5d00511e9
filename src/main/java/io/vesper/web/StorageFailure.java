package io.vesper.web;

import io.vesper.job.Failures;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Why the storage has failed, as far as its exceptions tell. */
enum StorageFailure {
    DISK_FULL,
    AWAY,
    OTHER;

    private static final String POSTGRESQL_DISK_FULL = "53100";
    private static final String OPERATING_SYSTEM_DISK_FULL = "No space left on device";

    static StorageFailure of(Throwable failure) {
        if (Stream.iterate(failure, cause -> cause != null, Throwable::getCause).anyMatch(StorageFailure::isDiskFull)) {
            return DISK_FULL;
        }
        return Failures.isDatabaseAway(failure) ? AWAY : OTHER;
    }

    private static boolean isDiskFull(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains(OPERATING_SYSTEM_DISK_FULL)
                || cause instanceof SQLException sql && POSTGRESQL_DISK_FULL.equals(sql.getSQLState());
    }
}
