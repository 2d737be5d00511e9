package io.vesper.training;

import static io.vesper.training.TinyTraining.GO_ON;
import static io.vesper.training.TinyTraining.request;
import static io.vesper.training.TinyTraining.sharedEncoder;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.SafetensorsFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTrainingRunIT {
    @TempDir
    Path folder;

    private TrainingRuns runs;

    @BeforeEach
    void open() {
        runs = TinyTraining.runs(folder);
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
            assertThat(sharedEncoder(after, frozen)).as(frozen).containsExactly(sharedEncoder(before, frozen));
        }
        for (String free : List.of("layer2.0.conv1.weight", "layer2.0.bn2.running_var")) {
            assertThat(sharedEncoder(after, free)).as(free).isNotEqualTo(sharedEncoder(before, free));
        }
    }
}
