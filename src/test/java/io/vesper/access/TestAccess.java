package io.vesper.access;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys and audit log on a database in memory, at a time that the test sets. */
public final class TestAccess implements AutoCloseable {
    final HandSetClock clock = new HandSetClock();
    final HikariDataSource dataSource = new HikariDataSource();
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final AuditLog audit;
    final KeyTable table;
    public final KeyCheck check;
    public final ApiKeys keys;

    public TestAccess() {
        dataSource.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource.setUsername("vesper");
        dataSource.setMaximumPoolSize(4);
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        audit = new AuditLog(jdbc);
        table = new KeyTable(jdbc);
        check = otherProcess();
        keys = new ApiKeys(table, check, audit, transaction, clock);
    }

    /** What another process on the same database knows of keys. */
    KeyCheck otherProcess() {
        return new KeyCheck(table, false, clock);
    }

    /** A key without limits that does not expire. */
    public CreatedKey create(Scope... scopes) {
        return keys.create(new NewKey("gate", Set.of(scopes), null, KeyLimits.NONE));
    }

    CreatedKey create(Duration lifetime) {
        return keys.create(new NewKey("gate", Set.of(Scope.ADMIN), lifetime, KeyLimits.NONE));
    }

    public CreatedKey create(KeyLimits limits) {
        return keys.create(new NewKey("gate", Set.of(Scope.QUERY), null, limits));
    }

    @Override
    public void close() {
        jdbc.sql("SHUTDOWN").update();
        dataSource.close();
    }

    /** Stands still until it is moved. */
    static final class HandSetClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T23:59:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
