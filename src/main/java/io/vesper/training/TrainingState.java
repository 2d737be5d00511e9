package io.vesper.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.checkpoint.TensorSource;
import io.vesper.network.CrossModalNetwork;
import io.vesper.optimiser.Adam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a run needs to go on bit for bit: weights, optimiser moments and the number of steps, in one file. */
final class TrainingState {
    private static final String WEIGHT = "w.";
    private static final String STEPS = "steps";

    private TrainingState() {}

    static void save(Path file, CrossModalNetwork network, Adam adam) {
        try {
            SafetensorsWriter.write(
                    file,
                    new LiveTensors(network.weights(), adam.moments()),
                    Map.of(STEPS, Long.toString(adam.steps())));
        } catch (IOException e) {
            throw new UncheckedIOException("The training state (%s) cannot be written.".formatted(file), e);
        }
    }

    static void saveWeights(Path file, CrossModalNetwork network) {
        try {
            SafetensorsWriter.write(file, network.weights(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("The weights (%s) cannot be written.".formatted(file), e);
        }
    }

    static void restore(Path file, CrossModalNetwork network, Adam adam) {
        SafetensorsFile saved = SafetensorsFile.open(file);
        String steps = saved.metadata().get(STEPS);
        if (steps == null) {
            throw new IllegalArgumentException(
                    "The file (%s) is no training state: it has no step count. Maybe it is a published model."
                            .formatted(file));
        }
        network.load(new SavedWeights(saved));
        try (NDManager scope = network.newSubManager()) {
            Map<String, NDArray> moments = new LinkedHashMap<>();
            for (String name : adam.moments().keySet()) {
                moments.put(name, scope.create(saved.values(name), new Shape(saved.shape(name))));
            }
            adam.restore(moments, Long.parseLong(steps));
        }
    }

    /** Weights and moments as they are now, read one by one. */
    private record LiveTensors(TensorSource weights, Map<String, NDArray> moments) implements TensorSource {
        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            weights.names().forEach(name -> names.add(WEIGHT + name));
            names.addAll(moments.keySet());
            return names;
        }

        @Override
        public long[] shape(String name) {
            NDArray moment = moments.get(name);
            return moment != null ? moment.getShape().getShape() : weights.shape(name.substring(WEIGHT.length()));
        }

        @Override
        public float[] values(String name) {
            NDArray moment = moments.get(name);
            float[] values = moment != null ? moment.toFloatArray() : weights.values(name.substring(WEIGHT.length()));
            requireFinite(name, values);
            return values;
        }
    }

    /** The last step's gradient is in no loss that was looked at: what it broke must not become a state to resume from. */
    private static void requireFinite(String name, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new TrainingFailedException(
                        "The tensor (%s) holds %s after the epoch's last step. Maybe the learning rate is too high."
                                .formatted(name, value));
            }
        }
    }

    /** The weights in a saved state, under their own names. */
    private record SavedWeights(SafetensorsFile saved) implements TensorSource {
        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            for (String name : saved.names()) {
                if (name.startsWith(WEIGHT)) {
                    names.add(name.substring(WEIGHT.length()));
                }
            }
            return names;
        }

        @Override
        public long[] shape(String name) {
            return saved.shape(WEIGHT + name);
        }

        @Override
        public float[] values(String name) {
            return saved.values(WEIGHT + name);
        }
    }
}
