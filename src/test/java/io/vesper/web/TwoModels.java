package io.vesper.web;

import io.vesper.gallery.GridModels;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A server with the models {@code grid-a} and {@code grid-b}. */
@TestConfiguration(proxyBeanMethods = false)
class TwoModels {
    @Bean
    @Primary
    GridModels gridModels() {
        return GridModels.twoModels();
    }
}
