package io.vesper.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Whether keys are needed, and whether a key is good. Remembers what the database said for a few seconds: a key that another process
 * makes or revokes is noticed within {@link #REMEMBERED}, one of this process at once.
 */
public final class KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final Duration BETWEEN_NOTED_USES = Duration.ofMinutes(1);

    private final KeyTable table;
    private final boolean required;
    private final Clock clock;
    private final Map<String, Remembered> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();
    private volatile boolean anyMade;
    private volatile Instant noneMadeUntil = Instant.MIN;

    /** @param required whether a key is needed even if none was ever made */
    KeyCheck(KeyTable table, boolean required, Clock clock) {
        this.table = table;
        this.required = required;
        this.clock = clock;
    }

    private record Remembered(KeyTable.Row row, Instant until) {}

    /** Whether callers need a key: one was made some time, be it revoked or expired since, or the settings say so. */
    public boolean areOn() {
        if (required || anyMade) {
            return true; // Keys are never deleted, so this stays.
        }
        Instant now = clock.instant();
        if (now.isBefore(noneMadeUntil)) {
            return false;
        }
        anyMade = !table.isEmpty();
        noneMadeUntil = now.plus(REMEMBERED);
        return anyMade;
    }

    /** Whether callers needed none when the database last said so. */
    public boolean wereOff() {
        return !required && !anyMade && noneMadeUntil.isAfter(Instant.MIN);
    }

    /** Whether there is a key that can make others. */
    public boolean isAnyAdminUsable() {
        Instant now = clock.instant();
        return table.list().stream().anyMatch(key -> key.isUsable(now) && key.allows(Scope.ADMIN));
    }

    /**
     * The key that was sent, its use noted; null if it is unknown, wrong, expired or revoked.
     *
     * @param text as in {@code X-API-Key}
     */
    public @Nullable ApiKey check(String text) {
        KeyText sent = KeyText.parse(text);
        if (sent == null) {
            return null;
        }
        KeyTable.Row row = row(sent.keyId());
        Instant now = clock.instant();
        ApiKey key = row == null ? null : proven(sent, row, now);
        if (key != null) {
            noteUse(key.keyId(), now);
        }
        return key;
    }

    private static @Nullable ApiKey proven(KeyText sent, KeyTable.Row row, Instant now) {
        return sent.proves(row.secretSha256()) && row.key().isUsable(now) ? row.key() : null;
    }

    /**
     * The key that was sent, by what the database said of it last; null unless it was good then. To be asked only while the database does
     * not answer, and for what tells nothing about anybody: another process may have revoked the key since.
     */
    public @Nullable ApiKey recall(String text) {
        KeyText sent = KeyText.parse(text);
        Remembered last = sent == null ? null : known.get(sent.keyId());
        return sent == null || last == null ? null : proven(sent, last.row(), clock.instant());
    }

    /** Whether one who was let in before would still be. */
    public boolean isStillWelcome(Caller caller) {
        String keyId = caller.keyId();
        if (keyId == null) {
            return !areOn();
        }
        KeyTable.Row row = row(keyId);
        return row != null && row.key().isUsable(clock.instant());
    }

    /** Whether a key of that id was looked up lately, so that checking it costs no more than a hash. */
    public boolean isKnown(String text) {
        KeyText sent = KeyText.parse(text);
        return sent != null && known.containsKey(sent.keyId());
    }

    /** Read under the entry's lock, so that {@link #changed} cannot come between reading and remembering. */
    private KeyTable.@Nullable Row row(String keyId) {
        Instant now = clock.instant();
        Remembered remembered = known.compute(keyId, (id, last) -> {
            if (last != null && now.isBefore(last.until())) {
                return last;
            }
            KeyTable.Row read = table.find(id);
            return read == null ? null : new Remembered(read, now.plus(REMEMBERED));
        });
        return remembered == null ? null : remembered.row();
    }

    /** At most once a minute. That a use cannot be noted is no reason to refuse it. */
    private void noteUse(String keyId, Instant now) {
        Instant since = now.minus(BETWEEN_NOTED_USES);
        Instant last = noted.get(keyId);
        if (last == null || last.isBefore(since)) {
            noted.put(keyId, now);
            try {
                table.use(keyId, now, since);
            } catch (DataAccessException e) {
                LOG.warn("When the key ({}) was last used cannot be noted.", keyId, e);
            }
        }
    }

    /** Forgets what was remembered of a key; to be called once its change is committed. */
    void changed(String keyId) {
        anyMade = true;
        known.remove(keyId);
    }
}
