package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.PublishedModel;
import io.vesper.person.Modality;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTrainingRunIT {
    static final Map<String, Object> TINY = Map.of(
            "epochs",
            2,
            "network.backbone",
            "small",
            "network.initialWeights",
            "none",
            "network.frozenStages",
            0,
            "network.inputSize",
            Map.of("height", 32, "width", 16),
            "network.bottleneck",
            Map.of("first", 32, "second", 24, "representation", 16, "classifier", 8),
            "batch",
            Map.of("identitiesPerBatch", 10, "imagesPerIdentity", 2, "repeats", 1));
    private static final TrainingRun.StepListener GO_ON = (epoch, step, steps, losses) -> true;

    @TempDir
    Path folder;

    private NetworkTrainingRuns runs;
    private ModelsFolder registry;

    @BeforeEach
    void open() {
        TrainingFolders folders = new TrainingFolders(folder.resolve("models"), folder.resolve("datasets"));
        registry = new ModelsFolder(new EmbeddingSettings(folders.modelsDir(), null));
        runs = new NetworkTrainingRuns(new TrainingDatasets(folders), registry, folders, TrainingDevice.CPU);
    }

    @Test
    void aResumedRunEqualsAnUnbrokenOneBitForBit() {
        Path unbroken = folder.resolve("unbroken.safetensors");
        Path first = folder.resolve("first.safetensors");
        Path resumed = folder.resolve("resumed.safetensors");
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            run.trainEpoch(0, GO_ON);
            run.save(first);
            run.trainEpoch(1, GO_ON);
            run.save(unbroken);
        }
        try (TrainingRun run = runs.open(request(Map.of()), first)) {
            run.trainEpoch(1, GO_ON);
            run.save(resumed);
        }
        assertThat(resumed).hasSameBinaryContentAs(unbroken);
        assertThat(first.toFile().length()).isEqualTo(unbroken.toFile().length());
        assertThat(SafetensorsFile.open(unbroken).metadata()).containsEntry("steps", "6");
    }

    @Test
    void theLossFallsAndEveryTermIsReported() {
        try (TrainingRun run = runs.open(request(Map.of("optimiser.learningRate", 0.003)), null)) {
            Map<String, Double> first = run.trainEpoch(0, GO_ON);
            Map<String, Double> last = first;
            for (int epoch = 1; epoch < 5; epoch++) {
                last = run.trainEpoch(epoch, GO_ON);
            }
            assertThat(first)
                    .containsKeys(
                            "identity",
                            "metric",
                            "mutualLearning",
                            "selfDistillation",
                            "crossDistillation",
                            "variationalMutualLearning",
                            "total",
                            "learningRate",
                            "imagesPerSecond");
            assertThat(last.get("metric")).isLessThan(first.get("metric"));
        }
    }

    /** The engine looks at memory that Java owns and frees: what Java has freed must not be in use any more. */
    @Test
    void memoryThatJavaFreesIsNotInUse() throws Exception {
        Map<String, Object> settings = Map.of(
                "network.backbone", "resnet50-half", "network.initialWeights", "imagenet", "network.frozenStages", 1);
        Map<String, Double> calm;
        try (TrainingRun run = runs.open(request(settings), null)) {
            calm = run.trainEpoch(0, GO_ON);
        }
        AtomicBoolean stressed = new AtomicBoolean(true);
        Thread stress = new Thread(() -> {
            while (stressed.get()) {
                System.gc();
                for (int i = 0; i < 40; i++) {
                    ByteBuffer garbage = ByteBuffer.allocateDirect(1 << (10 + i % 14));
                    while (garbage.hasRemaining()) {
                        garbage.putDouble(Double.NaN);
                    }
                }
            }
        });
        stress.start();
        try (TrainingRun run = runs.open(request(settings), null)) {
            Map<String, Double> busy = run.trainEpoch(0, GO_ON);
            assertThat(busy.get("total")).isEqualTo(calm.get("total"));
        } finally {
            stressed.set(false);
            stress.join();
        }
    }

    @Test
    void anotherSeedLearnsSomethingElse() {
        try (TrainingRun run = runs.open(request(Map.of()), null);
                TrainingRun other = runs.open(request(Map.of("seed", 2)), null)) {
            assertThat(run.trainEpoch(0, GO_ON).get("total"))
                    .isNotEqualTo(other.trainEpoch(0, GO_ON).get("total"));
        }
    }

    @Test
    void aStopBetweenTwoStepsLeavesTheEpochUndone() {
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            assertThatThrownBy(() -> run.trainEpoch(0, (epoch, step, steps, losses) -> step < 1))
                    .isInstanceOf(TrainingStoppedException.class)
                    .hasMessageContaining("epoch 1")
                    .hasMessageContaining("step 2");
        }
    }

    @Test
    void aLossThatIsNoNumberFailsNamingTermAndStep() {
        try (TrainingRun run = runs.open(request(Map.of("optimiser.learningRate", 1e30)), null)) {
            assertThatThrownBy(() -> {
                        run.trainEpoch(0, GO_ON);
                        run.trainEpoch(1, GO_ON);
                    })
                    .isInstanceOf(TrainingFailedException.class)
                    .hasMessageMatching("The loss term \\(\\w+\\) is (NaN|-?Infinity) in epoch \\d, step \\d.*");
        }
    }

    @Test
    void aPublishedModelIsListedAndEmbeds() throws Exception {
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            run.trainEpoch(0, GO_ON);
            Map<String, Object> metrics = run.evaluate(null);
            assertThat(metrics).containsOnlyKeys("representation", "observation", "all");
            run.publish("tiny-1", metrics, List.of());
            run.publish("tiny-1", metrics, List.of());
        }
        PublishedModel model = registry.model("tiny-1");
        assertThat(registry.models()).extracting(PublishedModel::modelId).containsExactly("tiny-1");
        assertThat(model.manifest().metrics()).containsKey("representation");
        assertThat(Files.readString(model.folder().resolve("MODEL.md"))).contains("tiny-1", "| representation |");
        try (Embedder embedder = registry.open("tiny-1")) {
            RgbImage grey = new RgbImage(8, 16, new byte[3 * 8 * 16]);
            assertThat(embedder.embed(List.of(new PersonCrop(grey, Modality.INFRARED))))
                    .singleElement()
                    .satisfies(embedding -> assertThat(embedding.dimension()).isEqualTo(128));
        }
        assertThat(folder.resolve("models")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aRunStartsFromAPublishedModelsWeightsButItsOwnClassifiers() {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            run.trainEpoch(0, GO_ON);
            run.save(first);
            run.publish("start", Map.of(), List.of());
        }
        TrainingRequest request = startingFrom(new TrainingRequest.InitialWeights(null, "start"));
        runs.check(request);
        try (TrainingRun run = runs.open(request, null)) {
            run.save(second);
        }
        assertThat(values(second, "layer4.0.conv1.weight")).containsExactly(values(first, "layer4.0.conv1.weight"));
        assertThat(SafetensorsFile.open(second).values("w.shared.classifier.weight"))
                .isNotEqualTo(SafetensorsFile.open(first).values("w.shared.classifier.weight"));
        assertThat(SafetensorsFile.open(second).metadata()).containsEntry("steps", "0");
    }

    private static TrainingRequest startingFrom(TrainingRequest.InitialWeights init) {
        TrainingRequest plain = request(Map.of("seed", 9));
        return new TrainingRequest(plain.dataset(), plain.preset(), init, null, null, plain.overrides(), null, false);
    }

    @Test
    void aRunStartsFromABackbonesFileAndRefusesOneOfOtherShapes() throws Exception {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        try (TrainingRun run = runs.open(request(Map.of()), null)) {
            run.save(first);
        }
        TensorSource saved = SafetensorsFile.open(first);
        String encoder = "w.infrared.encoder.";
        Map<String, String> names = new LinkedHashMap<>();
        saved.names().stream()
                .filter(name -> name.startsWith(encoder))
                .forEach(name -> names.put(name.substring(encoder.length()), name));
        Files.createDirectories(folder.resolve("models"));
        Path file = folder.resolve("models/backbone.bin");
        SafetensorsWriter.write(file, new RenamedTensors(saved, names), Map.of());
        try (TrainingRun run =
                runs.open(startingFrom(new TrainingRequest.InitialWeights("backbone.bin", null)), null)) {
            run.save(second);
        }
        // Every branch starts from the one encoder.
        assertThat(values(second, "layer4.0.conv1.weight"))
                .containsExactly(saved.values(encoder + "layer4.0.conv1.weight"));
        names.put("bn1.bias", encoder + "layer4.0.bn1.bias");
        SafetensorsWriter.write(file, new RenamedTensors(saved, names), Map.of());
        assertThatThrownBy(
                        () -> runs.open(startingFrom(new TrainingRequest.InitialWeights("backbone.bin", null)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(bn1.bias) has shape [128], but the network needs [16]");
    }

    @Test
    void aServingModelHoldsOnlyWhatServingNeeds() {
        try (TrainingRun run = runs.open(request(Map.of("publish.branches", "shared")), null)) {
            run.publish("serving", Map.of(), List.of());
        }
        SafetensorsFile weights = SafetensorsFile.open(registry.model("serving").weights());
        assertThat(weights.names()).allMatch(name -> name.startsWith("shared.") && !name.contains("classifier"));
        registry.open("serving").close();
    }

    @Test
    void frozenStagesKeepWeightsAndStatistics() {
        Path before = folder.resolve("before.safetensors");
        Path after = folder.resolve("after.safetensors");
        try (TrainingRun run = runs.open(request(Map.of("network.frozenStages", 1)), null)) {
            run.save(before);
            run.trainEpoch(0, GO_ON);
            run.save(after);
        }
        for (String frozen : List.of(
                "conv1.weight",
                "bn1.running_mean",
                "bn1.weight",
                "layer1.0.conv1.weight",
                "layer1.0.bn2.running_var")) {
            assertThat(values(after, frozen)).as(frozen).containsExactly(values(before, frozen));
        }
        for (String free : List.of("layer2.0.conv1.weight", "layer2.0.bn2.running_var")) {
            assertThat(values(after, free)).as(free).isNotEqualTo(values(before, free));
        }
    }

    private static float[] values(Path state, String name) {
        return SafetensorsFile.open(state).values("w.shared.encoder." + name);
    }

    @Test
    void requestsThatBreakARuleAreRefusedWithTheRule() {
        assertRefused(request("demo", null, Map.of("optimiser.momentum", 1)), "optimiser.momentum");
        assertRefused(request("demo", null, Map.of("epochs", 0)), "epochs (0)");
        assertRefused(request("demo", null, Map.of("network", "resnet50")), "network");
        assertRefused(request("demo", null, Map.of("network.backbone", "vgg")), "vgg");
        assertRefused(request("demo", null, Map.of("batch.identitiesPerBatch", 64)), "64");
        assertRefused(request("imagenet", null, Map.of()), "type (imagenet)");
        assertRefused(request("sysu-mm01", null, Map.of()), "dataset.path is missing");
        assertRefused(request("sysu-mm01", "../../etc", Map.of()), "must not lead out of vesper.datasets-dir");
        assertRefused(request("sysu-mm01", "/etc", Map.of()), "must be relative to vesper.datasets-dir");
        assertRefused(request("sysu-mm01", "nowhere", Map.of()), "(nowhere)");
    }

    private void assertRefused(TrainingRequest request, String part) {
        assertThatThrownBy(() -> runs.check(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static TrainingRequest request(Map<String, Object> more) {
        Map<String, Object> overrides = new LinkedHashMap<>(TINY);
        overrides.putAll(more);
        return request("demo", null, overrides);
    }

    private static TrainingRequest request(String type, @Nullable String path, Map<String, Object> overrides) {
        return new TrainingRequest(new DatasetReference(type, path), "demo", null, null, null, overrides, null, false);
    }
}
