package io.vesper.web;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Why the storage has failed, as far as its exceptions tell. */
enum StorageFailure {
    DISK_FULL,
    AWAY,
    OTHER;

    private static final String POSTGRESQL_DISK_FULL = "53100";
    private static final String OPERATING_SYSTEM_DISK_FULL = "No space left on device";

    /** H2's codes for a file that cannot be read or written now, and for a database that was closed because of that. */
    private static final Set<String> H2_AWAY = Set.of("90007", "90028", "90031", "90067", "90098", "90121");

    static StorageFailure of(Throwable failure) {
        StorageFailure found = OTHER;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isDiskFull(cause)) {
                return DISK_FULL;
            }
            if (isAway(cause)) {
                found = AWAY;
            }
        }
        return found;
    }

    private static boolean isDiskFull(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains(OPERATING_SYSTEM_DISK_FULL)
                || POSTGRESQL_DISK_FULL.equals(stateOf(cause));
    }

    private static boolean isAway(Throwable cause) {
        String state = stateOf(cause);
        return cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessResourceException
                || cause instanceof PessimisticLockingFailureException
                || cause instanceof QueryTimeoutException
                || cause instanceof TransactionException
                || (state != null && H2_AWAY.contains(state));
    }

    private static @Nullable String stateOf(Throwable cause) {
        return cause instanceof SQLException sql ? sql.getSQLState() : null;
    }
}
