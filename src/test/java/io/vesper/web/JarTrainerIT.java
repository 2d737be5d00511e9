package io.vesper.web;

import static io.vesper.web.JarInstallation.ended;
import static io.vesper.web.JarInstallation.picture;
import static io.vesper.web.JarInstallation.query;
import static io.vesper.web.JarInstallation.train;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real jar twice on one PostgreSQL and one folder of models: one serves, the other trains for it. */
@Timeout(600)
class JarTrainerIT {
    @TempDir
    Path folder;

    @Test
    void theServerAnswersWithWhatTheTrainerHasTrained() throws Exception {
        JarInstallation installation = JarInstallation.in(folder);
        KillableDatabase database = KillableDatabase.start(folder.resolve("postgres"));
        try (JarProcess server = start("server", "serve", installation, database, "--spring.profiles.active=demo");
                JarProcess trainer = start("trainer", "train", installation, database)) {
            long images =
                    server.client().get("/gallery/stats").json().get("images").asLong();

            Reply submitted = train(server, 2, "trained", true);
            JsonNode job = ended(server, submitted);

            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("COMPLETED");
            assertThat(trainer.log())
                    .contains("Job %s (train) begins".formatted(job.get("id").asString()));
            server.await(
                    "/gallery/stats",
                    reply -> reply.json().at("/index/modelId").asString().equals("trained"));
            assertThat(server.client()
                            .get("/gallery/stats")
                            .json()
                            .at("/index/size")
                            .asLong())
                    .as("images that the new model has embedded")
                    .isEqualTo(images)
                    .isPositive();
            assertThat(query(server.client(), picture("cam3/0031/0001.jpg")).get("results"))
                    .isNotEmpty();
            assertThat(trainer.client()
                            .get("/gallery/stats")
                            .json()
                            .at("/index/size")
                            .asLong())
                    .as("a trainer holds no index")
                    .isZero();
            assertThat(trainer.client().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        } finally {
            database.close();
        }
    }

    private JarProcess start(
            String name, String role, JarInstallation installation, KillableDatabase database, String... more)
            throws Exception {
        List<String> arguments = new ArrayList<>(database.place().arguments());
        arguments.add("--vesper.roles=" + role);
        arguments.addAll(List.of(more));
        return JarProcess.serve(
                Files.createDirectories(folder.resolve(name)), installation.models(), arguments.toArray(String[]::new));
    }
}
