package io.vesper.embedding;

import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.VisibleInput;
import io.vesper.onnx.ActivationRange;
import io.vesper.onnx.OnnxSignature;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.util.Map;

/**
 * How a picture becomes an embedding, the weights aside.
 *
 * @param architecture names and shapes of the weights
 * @param inputSize what pictures are resized to
 * @param normalisation of the pixels
 * @param embeddingKind which output is the embedding: {@code representation}, {@code observation} or {@code all}
 * @param visibleInput what the shared branch sees of a visible picture: {@code colour} or {@code luminance}
 */
public record EmbeddingRecipe(
        NetworkArchitecture architecture,
        InputSize inputSize,
        Normalisation normalisation,
        String embeddingKind,
        String visibleInput) {

    public EmbeddingRecipe {
        EmbeddingKind.of(embeddingKind);
        VisibleInput.of(visibleInput);
    }

    /** The same with another kind of embedding. */
    public EmbeddingRecipe with(EmbeddingKind kind) {
        return new EmbeddingRecipe(architecture, inputSize, normalisation, kind.label(), visibleInput);
    }

    /**
     * What an ONNX file of it computes.
     *
     * @param ranges of the values between layers that are rounded to eight bits; empty for single precision
     * @param notes for the file's metadata
     * @throws IllegalArgumentException if the embedding needs more than the shared branch
     */
    public OnnxSignature signature(Map<String, ActivationRange> ranges, Map<String, String> notes) {
        return new OnnxSignature(
                architecture,
                inputSize.height(),
                inputSize.width(),
                kind(),
                VisibleInput.of(visibleInput),
                ranges,
                notes);
    }

    EmbeddingKind kind() {
        return EmbeddingKind.of(embeddingKind);
    }

    int dimension() {
        return kind().dimension(architecture);
    }
}
