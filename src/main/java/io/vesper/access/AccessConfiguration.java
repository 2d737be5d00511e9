package io.vesper.access;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys and audit log, for the server and the command line. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {
    private final Clock clock = Clock.systemUTC();

    @Bean
    KeyTable keyTable(JdbcClient jdbc) {
        return new KeyTable(jdbc);
    }

    @Bean
    AuditLog auditLog(JdbcClient jdbc) {
        return new AuditLog(jdbc);
    }

    @Bean
    KeyCheck keyCheck(KeyTable table, AccessSettings settings) {
        return new KeyCheck(table, settings.required(), clock);
    }

    @Bean
    ApiKeys apiKeys(KeyTable table, KeyCheck check, AuditLog audit, TransactionTemplate transaction) {
        return new ApiKeys(table, check, audit, transaction, clock);
    }

    @Bean
    ImageQuota imageQuota(JdbcClient jdbc) {
        return new ImageQuota(jdbc, clock);
    }

    /** Only a server runs long enough to need it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableScheduling
    static class OnServer {
        @Bean
        Retention retention(AuditLog audit, ImageQuota quota, AccessSettings settings) {
            return new Retention(audit, quota, settings.auditRetention(), Clock.systemUTC());
        }

        @Bean(initMethod = "provide")
        KeyFiles keyFiles(ApiKeys keys, AccessSettings settings) {
            return new KeyFiles(keys, settings.keyFiles());
        }
    }
}
