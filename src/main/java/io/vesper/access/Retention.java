package io.vesper.access;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what need not be known any longer: old entries of the audit log, counts of days that are over. */
final class Retention {
    private final AuditLog audit;
    private final ImageQuota quota;
    private final Duration kept;
    private final Clock clock;

    Retention(AuditLog audit, ImageQuota quota, Duration kept, Clock clock) {
        this.audit = audit;
        this.quota = quota;
        this.kept = kept;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        audit.forget(clock.instant().minus(kept));
        quota.forgetPast();
    }
}
