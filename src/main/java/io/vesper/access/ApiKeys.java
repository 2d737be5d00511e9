package io.vesper.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes, lists and revokes keys. */
public final class ApiKeys {
    private final KeyTable table;
    private final KeyCheck check;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(KeyTable table, KeyCheck check, AuditLog audit, TransactionTemplate transaction, Clock clock) {
        this.table = table;
        this.check = check;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes a key, which is good at once. */
    public CreatedKey create(NewKey wanted) {
        KeyText text = KeyText.random(random);
        return new CreatedKey(insert(text, wanted), text.text());
    }

    /**
     * Makes a key of a text that was chosen elsewhere, unless it was made before, by this process or another. One that was revoked stays
     * revoked.
     *
     * @throws IllegalArgumentException if another key has its id, or it has other scopes
     */
    ApiKey provide(KeyText text, NewKey wanted) {
        KeyTable.Row before = table.find(text.keyId());
        if (before == null) {
            try {
                return insert(text, wanted);
            } catch (DuplicateKeyException e) {
                before = table.find(text.keyId()); // Another server that started at the same time was first.
            }
        }
        if (before == null || !text.proves(before.secretSha256())) {
            throw new IllegalArgumentException(
                    "There is another key with its id (%s). Maybe choose its first 16 digits anew."
                            .formatted(text.keyId()));
        }
        if (!before.key().scopes().equals(wanted.scopes())) {
            throw new IllegalArgumentException(
                    "The key (%s) was made with the scopes %s, which a key keeps. Maybe the file holds the key for another scope."
                            .formatted(text.keyId(), before.key().scopes()));
        }
        return before.key();
    }

    private ApiKey insert(KeyText text, NewKey wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(
                text.keyId(),
                wanted.name(),
                wanted.scopes(),
                wanted.limits(),
                now,
                wanted.lifetime() == null ? null : now.plus(wanted.lifetime()),
                null,
                null);
        transaction.executeWithoutResult(status -> {
            table.insert(new KeyTable.Row(key, text.secretSha256()));
            audit.record(AuditEvent.about(AuditAction.KEY_CREATED, key.keyId()));
        });
        check.changed(key.keyId());
        return key;
    }

    /** All keys ever made, oldest first. */
    public List<ApiKey> list() {
        return table.list();
    }

    /**
     * Revokes a key for good, at once; without effect if it is revoked already.
     *
     * @throws NoSuchKeyException if it was never made
     */
    public void revoke(String keyId) {
        transaction.executeWithoutResult(status -> {
            if (table.revoke(keyId, clock.instant())) {
                audit.record(AuditEvent.about(AuditAction.KEY_REVOKED, keyId));
            } else if (table.find(keyId) == null) {
                throw new NoSuchKeyException(keyId);
            }
        });
        check.changed(keyId);
    }
}
