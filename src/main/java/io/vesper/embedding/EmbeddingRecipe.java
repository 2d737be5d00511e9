package io.vesper.embedding;

import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.VisibleInput;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;

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

    EmbeddingKind kind() {
        return EmbeddingKind.of(embeddingKind);
    }

    int dimension() {
        return kind().dimension(architecture);
    }
}
