package io.vesper.opensearch;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.serving.IndexLoader;
import io.vesper.store.GalleryDatabase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Takes the place of indexes in memory where the configuration says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "vesper.gallery.index", havingValue = "opensearch")
@EnableConfigurationProperties(OpenSearchSettings.class)
class OpenSearchConfiguration {
    @Bean
    @Primary
    OpenSearchBackend openSearchBackend(
            OpenSearchSettings settings, IndexLoader loader, GalleryDatabase database, MeterRegistry meters) {
        return new OpenSearchBackend(settings, loader, database, meters);
    }
}
