package io.vesper.web;

import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.gallery.GridModels;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Serves with a grid model in place of a network. */
@TestConfiguration(proxyBeanMethods = false)
class GridModelsConfiguration {
    /** As if measured; pictures of infrared cameras were too few. */
    static final OpenSet THRESHOLDS = new OpenSet(
            "made up",
            "validation",
            Map.of(
                    "visible-visible",
                    List.of(new Threshold(0.1, 0.5, 0.1, 1000, 50), new Threshold(0.01, 0.95, 0.25, 1000, 50)),
                    "visible-infrared",
                    List.of(new Threshold(0.1, 0.6, 0.5, 1000, 50))));

    @Bean
    @Primary
    ModelRegistry gridModels() {
        return GridModels.only("demo").with("demo", THRESHOLDS);
    }
}
