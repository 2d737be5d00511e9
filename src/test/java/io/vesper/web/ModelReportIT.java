package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelContents;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.job.JobApp;
import io.vesper.network.NetworkArchitecture;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

/** Reports of published models over HTTP. */
class ModelReportIT {
    private static final String PAGE = "<!DOCTYPE html><title>trained ü</title>";
    private static final String NUMBERS = "{\"kinds\": []}";

    @TempDir
    static Path folder;

    private static JobApp app;
    private static TestClient client;

    @BeforeAll
    static void start() throws IOException {
        ModelsFolder models = new ModelsFolder(new EmbeddingSettings(folder.resolve("models"), null));
        publish(
                models,
                "trained",
                Files.writeString(folder.resolve("report.html"), PAGE),
                Files.writeString(folder.resolve("report.json"), NUMBERS));
        publish(models, "imported");
        app = new JobApp(
                folder,
                folder.resolve("db"),
                models,
                WebApplicationType.SERVLET,
                ModelReportController.class,
                ErrorHandler.class);
        client = new TestClient(app.port());
    }

    @AfterAll
    static void close() {
        app.close();
    }

    private static void publish(ModelsFolder models, String modelId, Path... attachments) throws IOException {
        EmbeddingRecipe recipe = new EmbeddingRecipe(
                NetworkArchitecture.paper(2), InputSize.PERSON, Normalisation.IMAGENET, "representation", "colour");
        ModelManifest manifest = new ModelManifest(
                modelId, Instant.EPOCH, recipe, List.of("shared"), "demo", 1, "demo", Map.of(), Map.of(), "");
        models.publish(new ModelContents(manifest, new OneTensor(), "# card", Precision.FLOAT32, List.of(attachments)));
    }

    private record OneTensor() implements TensorSource {
        @Override
        public Set<String> names() {
            return Set.of("x");
        }

        @Override
        public long[] shape(String name) {
            return new long[] {1};
        }

        @Override
        public float[] values(String name) {
            return new float[] {1};
        }
    }

    private static Reply report(String modelId, String accept) {
        return client.send(client.request("/models/" + modelId + "/report")
                .header("Accept", accept)
                .GET());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html",
                "*/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/json;q=0.1, text/html"
            })
    void aBrowserGetsThePageAndNothingInItRuns(String accept) {
        Reply reply = report("trained", accept);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(PAGE);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"application/json", "application/json, text/html;q=0.5", "application/json, */*;q=0.5"})
    void aProgramGetsTheNumbers(String accept) {
        Reply reply = report("trained", accept);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(NUMBERS);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aClientWithoutAPreferenceGetsThePage() {
        assertThat(client.get("/models/trained/report").text()).isEqualTo(PAGE);
    }

    @Test
    void aModelWithoutAReportIsToldFromOneThatThereIsNot() {
        Reply imported = report("imported", "text/html");
        assertProblem(imported, 404);
        assertThat(imported.json().get("detail").asString()).startsWith("The model (imported) has no report.");
        assertProblem(report("imported", "application/json"), 404);
        Reply unknown = report("unknown", "application/json");
        assertProblem(unknown, 404);
        assertThat(unknown.json().get("detail").asString())
                .contains("(unknown)")
                .doesNotContain("report");
        assertThat(report("..%2Ftrained", "text/html").status()).isIn(400, 404);
    }

    @Test
    void anotherTypeIsNotAcceptable() {
        assertThat(report("trained", "image/png").status()).isEqualTo(406);
    }
}
