package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.TinyTraining;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user has: the jar, a folder of data, and the shipped model in a folder of models. */
record JarInstallation(Path folder) {
    static final Path DEMO = Path.of("src/main/resources/datasets/demo");
    private static final Path SHIPPED = Path.of("models/synthetic");

    /** With the shipped model. */
    static JarInstallation in(Path folder) throws IOException {
        JarInstallation installation = new JarInstallation(folder);
        Path synthetic = Files.createDirectories(installation.models().resolve("synthetic"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, synthetic.resolve(file.getFileName()));
            }
        }
        return installation;
    }

    Path models() {
        return folder.resolve("models");
    }

    JarProcess serve() {
        return JarProcess.serve(folder, models());
    }

    /** With the demo gallery. */
    JarProcess serveDemo() {
        return JarProcess.serve(folder, models(), "--spring.profiles.active=demo");
    }

    JarProcess.Output run(String command, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(command, "--data-dir", folder.resolve("data").toString(), "--models-dir", models().toString()));
        words.addAll(List.of(arguments));
        return JarProcess.run(folder, words.toArray(String[]::new));
    }

    static byte[] picture(String name) throws IOException {
        return Files.readAllBytes(DEMO.resolve(name));
    }

    /** Begins a training of which an epoch takes half a second. */
    static Reply train(JarProcess server, int epochs, String modelId, boolean activate) {
        return train(server.client(), epochs, modelId, activate);
    }

    /** The same on a server of another kind. */
    static Reply train(TestClient client, int epochs, String modelId, boolean activate) {
        Map<String, Object> request = Map.of(
                "dataset",
                Map.of("type", "demo"),
                "preset",
                "demo",
                "epochs",
                epochs,
                "modelId",
                modelId,
                "activate",
                activate,
                "overrides",
                TinyTraining.SETTINGS);
        Reply reply = client.postJson("/jobs/train", JsonMapper.shared().writeValueAsString(request));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply;
    }

    /** The job once it has ended. */
    static JsonNode ended(JarProcess server, Reply submitted) {
        return server.await(
                        path(submitted),
                        reply -> List.of("COMPLETED", "FAILED", "STOPPED")
                                .contains(reply.json().path("status").asString()))
                .json();
    }

    static String path(Reply submitted) {
        return submitted.header("Location");
    }

    static JsonNode query(TestClient client, byte[] probe) {
        Reply reply = client.post(
                "/query", new Parts().image(probe).with("modality", "infrared").with("topK", "5"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
