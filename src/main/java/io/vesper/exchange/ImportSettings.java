package io.vesper.exchange;

import io.vesper.checkpoint.Precision;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.InferredArchitecture;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.VisibleInput;
import io.vesper.network.WeightsFormat;
import io.vesper.transform.InputSize;
import io.vesper.transform.Normalisation;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to import, and what the file does not tell of itself. What is null follows from the file, or is as published.
 *
 * @param file of any format that {@link io.vesper.checkpoint.WeightsFile} opens
 * @param key which dictionary of tensors in it, if it has several
 * @param format whose names it has; null to find out
 * @param strict whether every tensor must find its place, and no place may stay empty
 * @param recipe how pictures become embeddings
 * @param precision how exactly the weights are kept
 * @param seed of the random start of what the file lacks
 */
public record ImportSettings(
        Path file,
        @Nullable String key,
        @Nullable String format,
        boolean strict,
        Recipe recipe,
        Precision precision,
        long seed) {

    /**
     * How pictures become embeddings, as far as it is said.
     *
     * @param backbone by name
     * @param inputSize of pictures
     * @param embeddingKind {@code representation}, {@code observation} or {@code all}
     * @param visibleInput {@code colour} or {@code luminance}
     */
    public record Recipe(
            @Nullable String backbone,
            @Nullable InputSize inputSize,
            @Nullable String embeddingKind,
            @Nullable String visibleInput) {

        /** Adds what the file notes or its tensors tell; the rest is as published, and the observation is the embedding. */
        EmbeddingRecipe complete(TensorSource source, WeightsFormat format) {
            EmbeddingRecipe noted = RecipeNote.in(source);
            NetworkArchitecture architecture = noted != null && backbone == null
                    ? noted.architecture()
                    : InferredArchitecture.of(source, format, backbone);
            return new EmbeddingRecipe(
                    architecture,
                    first(inputSize, noted == null ? InputSize.PERSON : noted.inputSize()),
                    noted == null ? Normalisation.IMAGENET : noted.normalisation(),
                    first(embeddingKind, noted == null ? EmbeddingKind.OBSERVATION.label() : noted.embeddingKind()),
                    first(visibleInput, noted == null ? VisibleInput.COLOUR.label() : noted.visibleInput()));
        }

        private static <T> T first(@Nullable T said, T otherwise) {
            return Objects.requireNonNullElse(said, otherwise);
        }
    }
}
