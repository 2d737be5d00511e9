package io.vesper.web;

import static io.vesper.web.JarInstallation.ended;
import static io.vesper.web.JarInstallation.path;
import static io.vesper.web.JarInstallation.picture;
import static io.vesper.web.JarInstallation.query;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.TinyTraining;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real jar, killed or told to end, and started again. */
@Timeout(600)
class JarRestartIT {
    /** The kill after the second must not come after the last. */
    private static final int EPOCHS = 8;

    @TempDir
    Path folder;

    private JarInstallation installation;

    @BeforeEach
    void install() throws IOException {
        installation = JarInstallation.in(folder);
    }

    @Test
    void afterAKillWhatWasAcknowledgedIsThereAndTheTrainingGoesOn() throws IOException {
        List<String> acknowledged = new ArrayList<>();
        Reply submitted;
        List<JsonNode> before;
        try (JarProcess server = installation.serveDemo()) {
            TestClient client = server.client();
            for (int i = 1; i <= 3; i++) {
                acknowledged.add(enrol(client, "cam3/0031/000%d.jpg".formatted(i)));
            }
            submitted = train(server, EPOCHS, "survivor", false);
            server.await(
                    path(submitted), reply -> reply.json().at("/progress/done").asInt() >= 2);
            acknowledged.add(enrol(client, "cam3/0031/0004.jpg"));
            before = epochs(server, submitted);
            server.kill();
            assertThat(before).as("epochs before the kill").hasSizeBetween(2, EPOCHS - 1);
        }
        try (JarProcess server = installation.serveDemo()) {
            for (String imageId : acknowledged) {
                assertThat(server.client().get("/gallery/" + imageId + "/image").status())
                        .isEqualTo(200);
            }
            JsonNode found = query(server.client(), picture("cam3/0031/0004.jpg"));
            assertThat(found.at("/results/0/personId").asString()).isEqualTo("night-walker");
            assertThat(found.at("/results/0/score").asDouble()).isGreaterThan(0.9999);
            JsonNode job = ended(server, submitted);
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("COMPLETED");
            List<JsonNode> metrics = epochs(server, submitted);
            assertThat(metrics).hasSize(EPOCHS);
            // The speed that was measured tells a row from one of a second training of the same epoch.
            assertThat(metrics.subList(0, before.size())).isEqualTo(before);
        }
        trainUnbrokenByCommand();
        assertThat(tensorsOf("survivor")).isEqualTo(tensorsOf("unbroken"));
    }

    private void trainUnbrokenByCommand() {
        List<String> training = new ArrayList<>(TinyTraining.options());
        training.addAll(List.of("--epochs", String.valueOf(EPOCHS), "--model-id", "unbroken"));
        JarProcess.Output trained = installation.run("train", training.toArray(String[]::new));
        assertThat(trained.exitCode()).as(trained.text()).isZero();
        assertThat(installation.models().resolve("unbroken/model.json")).exists();
    }

    /** The tensors of a model's file without its head, which names the model. */
    private byte[] tensorsOf(String modelId) throws IOException {
        byte[] file = Files.readAllBytes(installation.models().resolve(modelId).resolve("model.safetensors"));
        int headLength =
                (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return Arrays.copyOfRange(file, Long.BYTES + headLength, file.length);
    }

    private static String enrol(TestClient client, String file) throws IOException {
        Reply reply = client.post(
                "/gallery",
                new Parts()
                        .image(picture(file))
                        .with("cameraId", file.substring(0, 4))
                        .with("modality", "infrared")
                        .with("personId", "night-walker"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().at("/images/0/imageId").asString();
    }

    private static List<JsonNode> epochs(JarProcess server, Reply submitted) {
        return server.client()
                .get(path(submitted) + "/metrics")
                .json()
                .path("metrics")
                .valueStream()
                .toList();
    }

    @Test
    void aServerThatIsToldToEndGivesItsJobBackAndKeepsItsDatabaseOpenUntilThen() {
        Reply submitted;
        try (JarProcess server = installation.serve()) {
            submitted = train(server, 200, "long", false);
            server.await(
                    path(submitted), reply -> reply.json().at("/progress/done").asInt() >= 1);
            server.close();
            assertThat(server.log()).doesNotContain("already closed", "unknown state");
        }
        try (JarProcess server = installation.serve()) {
            server.await(
                    path(submitted),
                    reply -> reply.json().path("status").asString().equals("RUNNING"));
        }
    }
}
