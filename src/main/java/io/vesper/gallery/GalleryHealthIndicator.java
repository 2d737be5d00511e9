package io.vesper.gallery;

import io.vesper.embedding.EngineReport;
import io.vesper.job.Roles;
import io.vesper.replica.FollowState;
import io.vesper.replica.Replica;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.IndexState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once a model answers with its whole index, and while that is in step with other processes. */
final class GalleryHealthIndicator implements HealthIndicator {
    private final ActiveModel active;
    private final Replica replica;
    private final Roles roles;

    GalleryHealthIndicator(ActiveModel active, Replica replica, Roles roles) {
        this.active = active;
        this.replica = replica;
        this.roles = roles;
    }

    @Override
    public Health health() {
        if (!roles.isServing()) {
            return Health.up().withDetail("roles", roles.roles()).build();
        }
        IndexState index = active.indexState();
        if (index == null) {
            return Health.down().withDetail("reason", active.whyUnavailable()).build();
        }
        Health.Builder health =
                upUnlessLate().withDetail("modelId", index.modelId()).withDetail("indexSize", index.size());
        EngineReport engine = active.engine();
        return engine == null
                ? health.build()
                : health.withDetail("engine", engine).build();
    }

    private Health.Builder upUnlessLate() {
        FollowState follow = replica.state();
        if (follow == null) {
            return Health.up();
        }
        return (follow.isLate() ? Health.outOfService() : Health.up()).withDetail("follow", follow);
    }
}
