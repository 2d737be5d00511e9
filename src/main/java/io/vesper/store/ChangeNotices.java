package io.vesper.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of changes at once, over a connection of its own; while it has none, waits like one who asks from time to time. */
public final class ChangeNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotices.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int PROBE_SECONDS = 2;

    private final Opener opener;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    private Duration pause = FIRST_PAUSE;
    private long nextTry = System.nanoTime();

    public ChangeNotices(Opener opener) {
        this.opener = opener;
    }

    /** Opens connections to PostgreSQL that no pool takes back. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }

    /** Whether it hears of changes at once. */
    public boolean isListening() {
        return connection != null;
    }

    /** Returns when there may be changes: after a notice, after that time, or because notices may have been missed. */
    public void await(Duration longest) {
        Connection listening = connection;
        try {
            if (listening == null) {
                reconnectOrWait(longest);
                return;
            }
            PGNotification[] notices =
                    listening.unwrap(PGConnection.class).getNotifications((int) Math.max(1, longest.toMillis()));
            if ((notices == null || notices.length == 0) && !listening.isValid(PROBE_SECONDS)) {
                throw new SQLException("The connection does not answer any more.");
            }
        } catch (SQLException e) {
            lost(e);
        }
    }

    private void reconnectOrWait(Duration longest) throws SQLException {
        if (closed || System.nanoTime() - nextTry < 0) {
            LockSupport.parkNanos(longest.toNanos());
            return;
        }
        Connection fresh = opener.open();
        try (Statement statement = fresh.createStatement()) {
            statement.execute("LISTEN " + ChangeLog.CHANNEL);
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        connection = fresh;
        if (closed) {
            drop();
        }
        pause = FIRST_PAUSE;
        LOG.debug("Changes by other processes are heard of at once.");
    }

    private void lost(SQLException reason) {
        drop();
        if (closed) {
            return;
        }
        LOG.warn(
                "Changes by other processes are asked for from time to time, until notices can be heard again ({}).",
                reason.getMessage());
        nextTry = System.nanoTime() + pause.toNanos();
        long doubled = Math.min(LONGEST_PAUSE.toMillis(), 2 * pause.toMillis());
        pause = Duration.ofMillis(doubled);
    }

    private void drop() {
        Connection dropped = connection;
        connection = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (SQLException e) {
                LOG.debug("A broken connection could not be closed: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
