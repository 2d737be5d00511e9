package io.vesper.training;

import static io.vesper.training.TinyTraining.GO_ON;
import static io.vesper.training.TinyTraining.request;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that do not begin, or do not end. */
class RefusedTrainingIT {
    @TempDir
    Path folder;

    private TrainingRuns runs;

    @BeforeEach
    void open() {
        runs = TinyTraining.runs(folder);
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
    void requestsThatBreakARuleAreRefusedWithTheRule() {
        assertRefused(requestOf("demo", null, Map.of("optimiser.momentum", 1)), "optimiser.momentum");
        assertRefused(requestOf("demo", null, Map.of("epochs", 0)), "epochs (0)");
        assertRefused(requestOf("demo", null, Map.of("network", "resnet50")), "network");
        assertRefused(requestOf("demo", null, Map.of("network.backbone", "vgg")), "vgg");
        assertRefused(requestOf("demo", null, Map.of("batch.identitiesPerBatch", 64)), "64");
        assertRefused(requestOf("imagenet", null, Map.of()), "type (imagenet)");
        assertRefused(requestOf("sysu-mm01", null, Map.of()), "dataset.path is missing");
        assertRefused(requestOf("sysu-mm01", "../../etc", Map.of()), "must not lead out of vesper.datasets-dir");
        assertRefused(requestOf("sysu-mm01", "/etc", Map.of()), "must be relative to vesper.datasets-dir");
        assertRefused(requestOf("sysu-mm01", "nowhere", Map.of()), "(nowhere)");
    }

    private void assertRefused(TrainingRequest request, String part) {
        assertThatThrownBy(() -> runs.check(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static TrainingRequest requestOf(String type, @Nullable String path, Map<String, Object> overrides) {
        return new TrainingRequest(new DatasetReference(type, path), "demo", null, null, null, overrides, null, false);
    }
}
