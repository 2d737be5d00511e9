package io.vesper.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the connection pool which errors leave a connection useless that it would keep otherwise.
 *
 * <p>H2 closes a database whose file it cannot write, as on a full disk, and opens it again for a new connection once all old ones
 * are gone.
 */
public final class ClosedDatabase implements SQLExceptionOverride {
    /** H2's codes: connection broken, database closed, database closed at shutdown. */
    private static final Set<Integer> CLOSED = Set.of(90067, 90098, 90121);

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return CLOSED.contains(failure.getErrorCode())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
