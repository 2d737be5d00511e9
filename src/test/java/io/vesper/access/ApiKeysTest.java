package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private final TestAccess access = new TestAccess();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void aCreatedKeyIsGoodAtOnce() {
        CreatedKey created = access.create(Scope.ENROLL, Scope.QUERY);

        ApiKey checked = access.check.check(created.text());

        assertThat(checked)
                .isNotNull()
                .extracting(ApiKey::keyId)
                .isEqualTo(created.key().keyId());
        assertThat(checked.scopes()).containsExactlyInAnyOrder(Scope.ENROLL, Scope.QUERY);
        assertThat(checked.allows(Scope.ENROLL)).isTrue();
        assertThat(checked.allows(Scope.TRAIN)).isFalse();
        assertThat(checked.expiresAt()).isNull();
    }

    @Test
    void adminAllowsEverything() {
        assertThat(Scope.values()).allMatch(access.create(Scope.ADMIN).key()::allows);
    }

    @Test
    void theSecretIsKeptNowhereAndShownInNoText() {
        CreatedKey created = access.create(Scope.QUERY);
        String secret = created.text().substring("vsp_0123456789abcdef_".length());

        List<String> columns = access.jdbc.sql("SELECT * FROM api_key").query().singleRow().values().stream()
                .map(String::valueOf)
                .toList();

        assertThat(columns).noneMatch(value -> value.contains(secret));
        assertThat(created.toString()).doesNotContain(secret);
        assertThat(KeyText.parse(created.text())).asString().doesNotContain(secret);
    }

    @Test
    void secretsAre256BitsAndDiffer() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String text = access.create(Scope.QUERY).text();
            assertThat(text).matches("vsp_[0-9a-f]{16}_[0-9a-f]{64}");
            secrets.add(text.substring(21));
        }
        assertThat(secrets).hasSize(100);
    }

    @Test
    void anotherSecretOrIdIsRefused() {
        String text = access.create(Scope.ADMIN).text();
        String other = access.create(Scope.ADMIN).text();
        char last = text.charAt(text.length() - 1) == '0' ? '1' : '0';

        assertThat(access.check.check(text.substring(0, text.length() - 1) + last))
                .isNull();
        assertThat(access.check.check(text.substring(0, 21) + other.substring(21)))
                .isNull();
        assertThat(access.check.check(text.toUpperCase(Locale.ROOT))).isNull();
        assertThat(access.check.check(text + "0")).isNull();
        assertThat(access.check.check(text)).isNotNull();
    }

    @Test
    void aKeyIsGoodUntilItExpires() {
        CreatedKey created = access.create(Duration.ofSeconds(90));

        access.clock.advance(Duration.ofSeconds(90).minusNanos(1000));
        assertThat(access.check.check(created.text())).isNotNull();
        assertThat(access.check.isAnyAdminUsable()).isTrue();

        access.clock.advance(Duration.ofNanos(1000));
        assertThat(access.check.check(created.text())).isNull();
        assertThat(access.check.isAnyAdminUsable()).isFalse();
        assertThat(access.check.areOn()).isTrue();
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndWithinSecondsElsewhere() {
        CreatedKey created = access.create(Scope.ADMIN);
        KeyCheck elsewhere = access.otherProcess();
        assertThat(elsewhere.check(created.text())).isNotNull();
        assertThat(access.check.check(created.text())).isNotNull();

        access.keys.revoke(created.key().keyId());

        assertThat(access.check.check(created.text())).isNull();
        access.clock.advance(KeyCheck.REMEMBERED);
        assertThat(elsewhere.check(created.text())).isNull();
        assertThat(access.check.areOn()).isTrue();
        assertThat(access.check.isAnyAdminUsable()).isFalse();
    }

    @Test
    void revokingTwiceKeepsTheFirstTime() {
        String keyId = access.create(Scope.QUERY).key().keyId();
        access.keys.revoke(keyId);
        Instant revoked = access.keys.list().get(0).revokedAt();
        access.clock.advance(Duration.ofHours(1));

        access.keys.revoke(keyId);

        assertThat(access.keys.list().get(0).revokedAt()).isEqualTo(revoked).isNotNull();
        assertThat(access.audit.list(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(entry -> entry.event().action())
                .containsExactly(AuditAction.KEY_REVOKED, AuditAction.KEY_CREATED);
        assertThatThrownBy(() -> access.keys.revoke("gate"))
                .isInstanceOf(NoSuchKeyException.class)
                .hasMessageContaining("no key (gate)");
    }
}
