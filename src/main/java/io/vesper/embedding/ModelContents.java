package io.vesper.embedding;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.TensorSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What a model's folder holds.
 *
 * @param manifest all but the weights' hash, which is added
 * @param weights the tensors to keep
 * @param card the text of {@code MODEL.md}
 * @param precision of the stored weights
 * @param attachments files to copy beside them, under their own names
 */
public record ModelContents(
        ModelManifest manifest, TensorSource weights, String card, Precision precision, List<Path> attachments) {
    public ModelContents {
        attachments = List.copyOf(attachments);
    }

    /** With weights in single precision and nothing beside them. */
    public ModelContents(ModelManifest manifest, TensorSource weights, String card) {
        this(manifest, weights, card, Precision.FLOAT32, List.of());
    }
}
