package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyCheckTest {
    private final TestAccess access = new TestAccess();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void theFirstKeyTurnsKeysOnAtOnceHereAndWithinSecondsElsewhere() {
        KeyCheck elsewhere = access.otherProcess();
        assertThat(access.check.areOn()).isFalse();
        assertThat(elsewhere.areOn()).isFalse();

        access.create(Scope.QUERY);

        assertThat(access.check.areOn()).isTrue();
        assertThat(access.check.isAnyAdminUsable()).isFalse();
        access.clock.advance(KeyCheck.REMEMBERED);
        assertThat(elsewhere.areOn()).isTrue();
    }

    @Test
    void theSettingTurnsKeysOn() {
        assertThat(new KeyCheck(access.table, true, access.clock).areOn()).isTrue();
    }

    @Test
    void aUseIsNotedAtMostOnceAMinute() {
        CreatedKey created = access.create(Scope.QUERY);
        Instant first = access.clock.instant();

        access.check.check(created.text());
        access.clock.advance(Duration.ofSeconds(59));
        access.check.check(created.text());
        assertThat(access.keys.list().get(0).lastUsedAt()).isEqualTo(first);

        access.clock.advance(Duration.ofSeconds(2));
        access.check.check(created.text());
        assertThat(access.keys.list().get(0).lastUsedAt()).isEqualTo(first.plusSeconds(61));
    }
}
