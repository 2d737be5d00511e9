package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {
    private final TestAccess access = new TestAccess();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void anEntrySaysWhoDidWhat() {
        UUID queryId = UUID.randomUUID();
        ApiKey key = access.create(Scope.QUERY).key();

        new Caller(key.keyId(), key.name()).run(() -> access.audit.record(AuditEvent.query("lobby", 2, 7, queryId)));
        Caller.job("j-1").run(() -> access.audit.record(AuditEvent.enrolment("lobby", 3, 1)));
        access.audit.record(AuditEvent.inGallery(AuditAction.EXPIRE, "lobby", 4));

        List<AuditEntry> entries = list(AuditFilter.ALL);
        assertThat(entries)
                .extracting(AuditEntry::caller)
                .containsExactly(
                        Caller.SERVER, new Caller(null, "job j-1"), new Caller(key.keyId(), "gate"), Caller.SERVER);
        assertThat(entries)
                .extracting(AuditEntry::event)
                .containsExactly(
                        new AuditEvent(AuditAction.EXPIRE, "lobby", null, 4, null, null),
                        new AuditEvent(AuditAction.ENROL, "lobby", null, 3, 1, null),
                        new AuditEvent(AuditAction.QUERY, "lobby", null, 2, 7, queryId),
                        new AuditEvent(AuditAction.KEY_CREATED, null, key.keyId(), null, null, null));
    }

    /** Whoever adds a column has to think of what may be in it. */
    @Test
    void thereIsNoPlaceForAnythingOfAPerson() {
        assertThat(access.jdbc
                        .sql("SELECT column_name FROM information_schema.columns WHERE table_name = 'AUDIT_ENTRY'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "ENTRY_ID",
                        "ENTERED_AT",
                        "KEY_ID",
                        "CALLER",
                        "ACTION",
                        "GALLERY",
                        "SUBJECT",
                        "IMAGES",
                        "RESULTS",
                        "QUERY_ID");
    }

    @Test
    void whatIsRolledBackIsNotEntered() {
        assertThatThrownBy(() -> access.transaction.executeWithoutResult(status -> {
                    access.audit.record(AuditEvent.inGallery(AuditAction.ERASE_PERSON, "lobby", 5));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");

        assertThat(list(AuditFilter.ALL)).isEmpty();
    }

    @Test
    void aListingIsFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            access.audit.record(AuditEvent.embedding(i));
        }
        access.audit.record(AuditEvent.inGallery(AuditAction.PATCH, "lobby", 1));
        Instant last = list(AuditFilter.ALL).get(0).at();

        assertThat(list(new AuditFilter(null, null, AuditAction.PATCH, null))).hasSize(1);
        assertThat(list(new AuditFilter(last, null, null, null))).isNotEmpty().allMatch(e -> !e.at().isBefore(last));
        assertThat(list(new AuditFilter(null, last, null, null))).allMatch(e -> e.at().isBefore(last));
        assertThat(list(new AuditFilter(null, null, null, "0123456789abcdef"))).isEmpty();
        List<AuditEntry> page = access.audit.list(AuditFilter.ALL, Long.MAX_VALUE, 4);
        List<AuditEntry> rest = access.audit.list(AuditFilter.ALL, page.get(3).entryId(), 4);
        assertThat(page).hasSize(4);
        assertThat(rest).extracting(e -> e.event().images()).containsExactly(1, 0);
    }

    @Test
    void oldEntriesAreForgotten() {
        access.audit.record(AuditEvent.embedding(1));
        Clock inAYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(365));
        ImageQuota quota = new ImageQuota(access.jdbc, inAYear);

        new Retention(access.audit, quota, Duration.ofDays(366), inAYear).forget();
        assertThat(list(AuditFilter.ALL)).hasSize(1);

        new Retention(access.audit, quota, Duration.ofDays(364), inAYear).forget();
        assertThat(list(AuditFilter.ALL)).isEmpty();
    }

    @Test
    void theCallerOfAWorkIsGoneAfterwards() {
        Caller.LOCAL.run(() -> {
            Caller.job("1").run(() -> assertThat(Caller.current().name()).isEqualTo("job 1"));
            assertThat(Caller.current()).isEqualTo(Caller.LOCAL);
        });
        assertThat(Caller.current()).isEqualTo(Caller.SERVER);
    }

    private List<AuditEntry> list(AuditFilter filter) {
        return access.audit.list(filter, Long.MAX_VALUE, 100);
    }
}
