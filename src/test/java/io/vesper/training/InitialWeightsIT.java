package io.vesper.training;

import static io.vesper.training.TinyTraining.GO_ON;
import static io.vesper.training.TinyTraining.request;
import static io.vesper.training.TinyTraining.sharedEncoder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.checkpoint.RenamedTensors;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.training.TrainingRequest.InitialWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training starts from. */
class InitialWeightsIT {
    @TempDir
    Path folder;

    private TrainingRuns runs;

    @BeforeEach
    void open() {
        runs = TinyTraining.runs(folder);
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
        TrainingRequest request = startingFrom(new InitialWeights(null, "start"));
        runs.check(request);
        try (TrainingRun run = runs.open(request, null)) {
            run.save(second);
        }
        assertThat(sharedEncoder(second, "layer4.0.conv1.weight"))
                .containsExactly(sharedEncoder(first, "layer4.0.conv1.weight"));
        assertThat(SafetensorsFile.open(second).values("w.shared.classifier.weight"))
                .isNotEqualTo(SafetensorsFile.open(first).values("w.shared.classifier.weight"));
        assertThat(SafetensorsFile.open(second).metadata()).containsEntry("steps", "0");
    }

    private static TrainingRequest startingFrom(InitialWeights init) {
        TrainingRequest plain = request(Map.of("seed", 9));
        return new TrainingRequest(
                plain.dataset(), plain.preset(), init, plain.epochs(), null, plain.overrides(), null, false);
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
        try (TrainingRun run = runs.open(startingFrom(new InitialWeights("backbone.bin", null)), null)) {
            run.save(second);
        }
        // Every branch starts from the one encoder.
        assertThat(sharedEncoder(second, "layer4.0.conv1.weight"))
                .containsExactly(saved.values(encoder + "layer4.0.conv1.weight"));
        names.put("bn1.bias", encoder + "layer4.0.bn1.bias");
        SafetensorsWriter.write(file, new RenamedTensors(saved, names), Map.of());
        assertThatThrownBy(() -> runs.open(startingFrom(new InitialWeights("backbone.bin", null)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(bn1.bias) has shape [128], but the network needs [16]");
    }
}
