package io.vesper.training;

import static io.vesper.training.TinyTraining.GO_ON;
import static io.vesper.training.TinyTraining.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.PublishedModel;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a training leaves behind. */
class PublishedTrainingIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private TrainingRuns runs;

    @BeforeEach
    void open() {
        runs = TinyTraining.runs(folder);
    }

    @Test
    void aPublishedModelIsListedAndEmbeds() throws Exception {
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            run.trainEpoch(0, GO_ON);
            Map<String, Object> metrics = run.evaluate(null);
            assertThat(metrics).containsOnlyKeys("representation", "observation", "all", "openSet");
            // As the job hands them over: through its database.
            Map<String, Object> kept =
                    JSON.readValue(JSON.writeValueAsString(metrics), new TypeReference<Map<String, Object>>() {});
            run.publish("tiny-1", kept, List.of());
            run.publish("tiny-1", metrics, List.of());
        }
        ModelsFolder models = TinyTraining.models(folder);
        PublishedModel model = models.model("tiny-1");
        assertThat(models.models()).extracting(PublishedModel::modelId).containsExactly("tiny-1");
        assertThat(model.manifest().metrics()).containsKey("representation");
        assertThat(model.manifest().metrics()).doesNotContainKey("openSet");
        assertThat(model.manifest().openSet()).satisfies(openSet -> {
            assertThat(openSet.part()).isEqualTo("test"); // the validation people were learned from
            assertThat(openSet.of(ModalityPair.VISIBLE_INFRARED))
                    .extracting(OpenSet.Threshold::falseAcceptRate)
                    .containsExactly(0.1, 0.01, 0.001);
        });
        assertThat(Files.readString(model.folder().resolve("MODEL.md")))
                .contains("tiny-1", "| representation |", "measured on the test people");
        try (Embedder embedder = models.open("tiny-1")) {
            RgbImage grey = new RgbImage(8, 16, new byte[3 * 8 * 16]);
            assertThat(embedder.embed(List.of(new PersonCrop(grey, Modality.INFRARED))))
                    .singleElement()
                    .satisfies(embedding -> assertThat(embedding.dimension()).isEqualTo(128));
        }
        assertThat(folder.resolve("models")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aServingModelHoldsOnlyWhatServingNeeds() {
        try (TrainingRun run = runs.open(request(Map.of("publish.branches", "shared")), null)) {
            run.publish("serving", Map.of(), List.of());
        }
        ModelsFolder models = TinyTraining.models(folder);
        SafetensorsFile weights = SafetensorsFile.open(models.model("serving").weights());
        assertThat(weights.names()).allMatch(name -> name.startsWith("shared.") && !name.contains("classifier"));
        models.open("serving").close();
    }
}
