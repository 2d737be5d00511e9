package io.vesper.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask.
 *
 * @param required whether a key is needed even on a loopback address before any was made
 * @param auditRetention how long entries of the audit log are kept
 * @param keyFiles files with a key each, which a server makes when it starts, by the scope that the key has
 */
@ConfigurationProperties("vesper.access")
record AccessSettings(
        @DefaultValue("false") boolean required,
        @DefaultValue("P365D") Duration auditRetention,
        @DefaultValue Map<Scope, Path> keyFiles) {
    AccessSettings {
        keyFiles = Map.copyOf(keyFiles);
        if (auditRetention.getSeconds() < 1) {
            throw new IllegalArgumentException(
                    "The vesper.access.audit-retention (%s) must be at least a second. Maybe P365D was meant."
                            .formatted(auditRetention));
        }
    }
}
