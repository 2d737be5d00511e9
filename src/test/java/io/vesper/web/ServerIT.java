package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Starts, stops and restarts of the whole server. */
class ServerIT {
    @TempDir
    Path folder;

    @Test
    void everythingAcknowledgedIsThereAfterARestart() {
        Map<String, byte[]> acknowledged = new LinkedHashMap<>();
        try (TestServer server = TestServer.start(folder, GridModelsConfiguration.class)) {
            for (int person = 0; person < 10; person++) {
                byte[] picture = Pictures.jpeg(person, 1);
                Reply reply =
                        server.client().post("/gallery", labels("p" + person).image(picture));
                acknowledged.put(reply.json().at("/images/0/imageId").asString(), picture);
            }
        }

        try (TestServer again = TestServer.start(folder, GridModelsConfiguration.class)) {
            TestClient client = again.client();
            JsonNode stats = client.get("/gallery/stats").json();
            assertThat(stats.get("images").asInt()).isEqualTo(10);
            assertThat(stats.at("/index/size").asInt()).isEqualTo(10);
            acknowledged.forEach((imageId, picture) -> {
                assertThat(client.get("/gallery/" + imageId + "/image").bytes()).isEqualTo(picture);
                JsonNode best = client.post(
                                "/query",
                                new Parts().with("modality", "visible").image(picture))
                        .json()
                        .at("/results/0/images/0");
                assertThat(best.get("imageId").asString()).isEqualTo(imageId);
                assertThat(best.get("score").asDouble()).isEqualTo(1);
            });
        }
    }

    @Test
    void withoutAModelTheServerIsUpButNotReady() {
        try (TestServer server = TestServer.start(folder, NoModels.class)) {
            TestClient client = server.client();

            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
            String matchId = "\"%s\"".formatted(UUID.randomUUID());
            assertThat(client.postJson("/query/explain", "{\"imageId\":%s,\"matchId\":%s}".formatted(matchId, matchId))
                            .status())
                    .isEqualTo(503);
            Reply enrolled = client.post("/gallery", labels("A").image(Pictures.png(1, 1)));
            assertThat(enrolled.status()).isEqualTo(503);
            assertThat(enrolled.header("Content-Type")).startsWith("application/problem+json");
            assertThat(enrolled.json().get("detail").asString()).contains("No model is active");
            assertThat(client.get("/gallery").status()).isEqualTo(200);
            assertThat(client.get("/gallery/stats").json().get("index").isNull())
                    .isTrue();
        }
    }

    @Test
    void aModelIsChangedUnderAServerThatGoesOnAnswering() throws Exception {
        try (TestServer server = TestServer.start(folder, TwoModels.class, "--vesper.model=grid-a")) {
            TestClient client = server.client();
            client.post("/gallery", labels("A").image(Pictures.png(1, 1)));

            assertThat(client.post("/models/grid-c/activate", "application/json", "")
                            .status())
                    .isEqualTo(404);
            Reply begun = client.post("/models/grid-b/activate", "application/json", "");
            assertThat(begun.status()).isEqualTo(202);
            assertThat(begun.json().get("modelId").asString()).isEqualTo("grid-b");
            String modelId = "grid-a";
            while (modelId.equals("grid-a")) {
                JsonNode answer = client.post(
                                "/query",
                                new Parts().with("modality", "visible").image(Pictures.png(1, 1)))
                        .json();
                assertThat(answer.at("/results/0/score").asDouble()).isEqualTo(1);
                modelId = answer.get("modelId").asString();
            }

            assertThat(modelId).isEqualTo("grid-b");
            assertThat(client.get("/gallery/stats").json().at("/index/modelId").asString())
                    .isEqualTo("grid-b");
        }
    }

    @Test
    void theDemoProfileStartsWithItsGallery() {
        try (TestServer server =
                TestServer.start(folder, GridModelsConfiguration.class, "--spring.profiles.active=demo")) {
            assertThat(server.client()
                            .get("/gallery/stats")
                            .json()
                            .at("/index/size")
                            .asInt())
                    .isPositive();
            assertThat(folder.resolve("data/datasets/demo/manifest.csv")).exists();
        }
    }

    private static Parts labels(String person) {
        return new Parts().with("cameraId", "1").with("modality", "visible").with("personId", person);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class NoModels {
        @Bean
        @Primary
        ModelRegistry noModels() {
            return GridModels.only();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class TwoModels {
        @Bean
        @Primary
        ModelRegistry twoModels() {
            return GridModels.twoModels();
        }
    }
}
