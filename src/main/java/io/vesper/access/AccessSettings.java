package io.vesper.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask.
 *
 * @param required whether a key is needed even on a loopback address before any was made
 * @param auditRetention how long entries of the audit log are kept
 */
@ConfigurationProperties("vesper.access")
record AccessSettings(
        @DefaultValue("false") boolean required,
        @DefaultValue("P365D") Duration auditRetention) {
    AccessSettings {
        if (auditRetention.getSeconds() < 1) {
            throw new IllegalArgumentException(
                    "The vesper.access.audit-retention (%s) must be at least a second. Maybe P365D was meant."
                            .formatted(auditRetention));
        }
    }
}
