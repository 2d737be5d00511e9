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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The hash by Python: {@code hashlib.sha256(b"0123456789abcdef" * 4).hexdigest()}. */
    @Test
    void theSecretsHashIsSha256() {
        KeyText text = new KeyText("0123456789abcdef", "0123456789abcdef".repeat(4));

        String hash = "a8ae6e6ee929abea3afcfc5258c8ccd6f85273e0d4626d26c7279f3250f77c8e";
        assertThat(text.secretSha256()).isEqualTo(hash);
        assertThat(text.proves(hash)).isTrue();
        assertThat(text.proves(hash.replace('a', 'b'))).isFalse();
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

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "vsp__", "vsp_0123456789abcdef_", "VSP", " ", "vsp_0123456789abcdef_00"})
    void whatIsNoKeyIsRefused(String text) {
        access.create(Scope.ADMIN);

        assertThat(access.check.check(text)).isNull();
        assertThat(access.check.isKnown(text)).isFalse();
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

    @ParameterizedTest
    @ValueSource(strings = {"", " gate", "a|b", "x\ny", "\u001b[31m"})
    void aNameThatCouldMisleadIsRefused(String name) {
        assertThatThrownBy(() -> NewKey.checkedName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The name \\([^\\p{Cntrl}]*\\) must have .*");
        assertThat(NewKey.checkedName("Tor 3, Süd".replace(",", ""))).isEqualTo("Tor 3 Süd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "P", "PT0S", "-P1D", "P36526D", "P1Y"})
    void aLifetimeThatNoKeyMayHaveIsRefused(String lifetime) {
        assertThatThrownBy(() -> NewKey.lifetime(lifetime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(%s)", lifetime);
        assertThat(NewKey.lifetime("P90D")).isEqualTo(Duration.ofDays(90));
    }
}
