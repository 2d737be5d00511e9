package io.vesper.job;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that whoever asked for the work can mend from those that are a fault of the program. */
public final class Failures {
    private static final String OURS = "io.vesper.";

    private Failures() {}

    /** H2's states for a file that cannot be read or written now, and for a database that was closed because of that. */
    private static final Set<String> H2_AWAY = Set.of("90007", "90028", "90031", "90067", "90098", "90121");

    /** Whether the database did not answer, or not in time: the same work may succeed later. */
    public static boolean isDatabaseAway(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Failures::isAway);
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof DataAccessResourceFailureException
                || cause instanceof TransientDataAccessException
                || cause instanceof TransactionException
                || cause instanceof SQLException sql && H2_AWAY.contains(String.valueOf(sql.getSQLState()));
    }

    /**
     * Whether a failure's message says all there is to say, so that no stack trace is needed: it is of a type of Vesper's own, or
     * an illegal argument that Vesper's code refused. One that a library refused is a fault of the code that called it.
     */
    public static boolean isExplained(Throwable failure) {
        if (failure.getClass().getName().startsWith(OURS)) {
            return true;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == IllegalArgumentException.class
                && trace.length > 0
                && trace[0].getClassName().startsWith(OURS);
    }
}
