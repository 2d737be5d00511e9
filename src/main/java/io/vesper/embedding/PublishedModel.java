package io.vesper.embedding;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.TensorSource;
import io.vesper.onnx.ActivationRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model in the models folder.
 *
 * @param folder where its files are
 * @param manifest what they hold
 */
public record PublishedModel(Path folder, ModelManifest manifest) {
    static final String WEIGHTS = "model.safetensors";
    static final String MANIFEST = "model.json";
    static final String CARD = "MODEL.md";

    /** The weights file. */
    public Path weights() {
        return folder.resolve(WEIGHTS);
    }

    /**
     * The weights, after their hash was compared.
     *
     * @throws DamagedModelException if they are not those that were published
     */
    public TensorSource tensors() {
        if (!Files.isRegularFile(weights())) {
            throw new DamagedModelException(modelId(), "its weights file is missing.", null);
        }
        String found = Sha256.of(weights());
        if (!found.equals(manifest.sha256())) {
            throw new DamagedModelException(
                    modelId(),
                    "its weights have the hash %s, but %s was published. Maybe the file was replaced or cut."
                            .formatted(found, manifest.sha256()),
                    null);
        }
        return SafetensorsFile.open(weights());
    }

    public String modelId() {
        return manifest.modelId();
    }

    /** Whether it is rounded to eight bits. */
    public boolean isQuantised() {
        return manifest.quantisation() != null;
    }

    /** What it computes in: {@code float32} or {@code int8}. */
    public String precision() {
        return isQuantised() ? Quantisation.INT8 : "float32";
    }

    /** The ranges of the values between its layers, by layer; empty unless it is rounded to eight bits. */
    public Map<String, ActivationRange> ranges() {
        Quantisation quantisation = manifest.quantisation();
        return quantisation == null ? Map.of() : quantisation.ranges();
    }
}
