package io.vesper.web;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Serves with a grid model in place of a network. */
@TestConfiguration(proxyBeanMethods = false)
class GridModelsConfiguration {
    @Bean
    @Primary
    ModelRegistry gridModels() {
        return GridModels.only("demo");
    }
}
