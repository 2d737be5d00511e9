package io.vesper.gallery;

import io.vesper.embedding.EngineReport;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.IndexState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once a model answers with its whole index. */
final class GalleryHealthIndicator implements HealthIndicator {
    private final ActiveModel active;

    GalleryHealthIndicator(ActiveModel active) {
        this.active = active;
    }

    @Override
    public Health health() {
        IndexState index = active.indexState();
        if (index == null) {
            return Health.down().withDetail("reason", active.whyUnavailable()).build();
        }
        Health.Builder health =
                Health.up().withDetail("modelId", index.modelId()).withDetail("indexSize", index.size());
        EngineReport engine = active.engine();
        return engine == null
                ? health.build()
                : health.withDetail("engine", engine).build();
    }
}
