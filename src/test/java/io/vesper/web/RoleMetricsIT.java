package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that a process must not print because of what it does not do: alerts would take them for faults. */
@Timeout(300)
class RoleMetricsIT {
    @TempDir
    Path folder;

    @Test
    void aServerThatFollowsNobodyIsNotBehind() {
        try (TestServer server =
                TestServer.start(folder, GridModelsConfiguration.class, "--vesper.gallery.follow=false")) {
            assertThat(server.client().get("/actuator/prometheus").text())
                    .contains("vesper_gallery_follow_lag_seconds 0.0\n")
                    .contains("vesper_search_kernel{");
        }
    }

    @Test
    void aTrainerHasNoIndexNoModelAndNobodyToFollow() {
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class, "--vesper.roles=train")) {
            assertThat(server.client().get("/actuator/prometheus").text())
                    .contains("vesper_gallery_follow_lag_seconds 0.0\n")
                    .contains("vesper_jobs_running{")
                    .doesNotContain("vesper_search_kernel", "vesper_model_info", "vesper_index_");
        }
    }
}
