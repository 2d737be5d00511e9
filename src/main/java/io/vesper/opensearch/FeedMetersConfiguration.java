package io.vesper.opensearch;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters are there whatever the index, so that a dashboard finds them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class FeedMetersConfiguration {
    @Bean
    FeedMeters feedMeters(MeterRegistry meters) {
        return new FeedMeters(meters);
    }
}
