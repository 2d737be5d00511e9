package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.GridModels;
import io.vesper.gallery.Pictures;
import io.vesper.serving.ModelActivation;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Another model embeds the gallery, takes over, and the former one is deleted. */
class ReembeddingJobIT {
    @TempDir
    Path folder;

    private TestServer server;
    private TestClient client;
    private OwnGallery gallery;

    @TestConfiguration(proxyBeanMethods = false)
    static class TwoModels {
        @Bean
        @Primary
        GridModels twoModels() {
            return GridModels.twoModels();
        }
    }

    @BeforeEach
    void start() {
        server = TestServer.start(folder, TwoModels.class, "--vesper.model=grid-a");
        client = server.client();
        gallery = OwnGallery.on(client);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ofAModelThatIsDeletedMeanwhileNothingIsLeft() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        server.bean(GridModels.class)
                .beforeEmbedding(
                        "grid-b",
                        () -> assertThat(client.delete("/models/grid-b").status())
                                .isEqualTo(204));

        JsonNode job = reembedded("grid-b");

        assertThat(job.get("status").asString()).isEqualTo("FAILED");
        assertThat(job.get("error").asString()).contains("There is no published model (grid-b)");
        assertThat(embeddedBy("grid-b")).isZero();
    }

    private JdbcClient jdbc() {
        return server.bean(JdbcClient.class);
    }

    private long embeddedBy(String model) {
        return jdbc().sql("SELECT COUNT(*) FROM embedding WHERE model_id = ?")
                .param(model)
                .query(Long.class)
                .single();
    }

    private String enrolDamaged() {
        String damaged = gallery.enrol("p3", "1", Pictures.png(3, 0));
        jdbc().sql("UPDATE gallery_picture SET picture = ? WHERE image_id = ?")
                .params(new byte[] {1, 2, 3}, UUID.fromString(damaged))
                .update();
        return damaged;
    }

    private JsonNode reembedded(String model) {
        Reply accepted = client.postJson("/jobs/reembed", "{\"modelId\":\"%s\"}".formatted(model));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        client.get(accepted.header("Location") + "/events");
        return client.get(accepted.header("Location")).json();
    }

    @Test
    void whatCannotBeReadAnyMoreIsReportedByTheJobAndTheActivation() throws Exception {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        gallery.enrol("p2", "1", Pictures.png(2, 0));
        String damaged = enrolDamaged();

        JsonNode job = reembedded("grid-b");

        assertThat(job.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(job.at("/result/images").asInt()).isEqualTo(2);
        assertThat(job.at("/result/unreadable")).hasSize(1);
        assertThat(job.at("/result/unreadable/0/imageId").asString()).isEqualTo(damaged);
        assertThat(job.at("/result/unreadable/0/reason").asString()).contains("must be JPEG, PNG or BMP");
        assertThat(embeddedBy("grid-b")).isEqualTo(2);
        assertThat(job.at("/progress/done").asInt()).isEqualTo(3);

        JsonNode models = modelsOnceActivated("grid-b");
        assertThat(models.get("activeModelId").asString()).isEqualTo("grid-b");
        assertThat(models.at("/activation/unreadable/0/imageId").asString()).isEqualTo(damaged);
    }

    private JsonNode modelsOnceActivated(String modelId) {
        client.postJson("/models/%s/activate".formatted(modelId), "");
        JsonNode models = client.get("/models").json();
        while (models.at("/activation/state").asString().equals("RUNNING")) {
            models = client.get("/models").json();
        }
        return models;
    }

    @Test
    void aListDuringWhichAnActivationEndsDoesNotSayThatItHasEndedBesideTheFormerModel() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        CountDownLatch listed = new CountDownLatch(1);
        GridModels models = server.bean(GridModels.class);
        models.beforeEmbedding("grid-b", () -> await(listed));
        client.postJson("/models/grid-b/activate", "");
        models.beforeListing(() -> {
            listed.countDown();
            awaitActivation();
        });

        JsonNode list = client.get("/models").json();

        assertThat(list.get("activeModelId").asString()).isEqualTo("grid-a");
        assertThat(list.at("/activation/state").asString()).isEqualTo("RUNNING");
    }

    private void awaitActivation() {
        ModelActivation activation = server.bean(ModelActivation.class);
        while (Objects.requireNonNull(activation.last()).isRunning()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aModelIsDeletedUnlessItIsActive() {
        gallery.enrol("p1", "1", Pictures.png(1, 0));
        reembedded("grid-b");

        assertProblem(client.delete("/models/grid-a"), 409);
        assertThat(client.delete("/models/grid-b").status()).isEqualTo(204);

        assertThat(embeddedBy("grid-b")).isZero();
        assertThat(embeddedBy("grid-a")).isEqualTo(1);
        assertProblem(client.delete("/models/grid-b"), 404);
        assertProblem(client.postJson("/jobs/reembed", "{\"modelId\":\"grid-b\"}"), 404);
        assertProblem(client.postJson("/jobs/reembed", "{}"), 400, "modelId", "");
        assertThat(client.get("/gallery/stats").json().get("images").asInt()).isEqualTo(1);
    }
}
