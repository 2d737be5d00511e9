package io.vesper.explanation;

import io.vesper.index.GalleryName;
import java.util.UUID;

/**
 * Which places of a probe and of the image that it is compared with make them alike, as the active model sees them.
 *
 * @param modelId the model
 * @param matchId the enrolled image
 * @param gallery where that is
 * @param score cosine of the two embeddings, as a search gives it
 * @param mapCosine cosine of the two mean feature maps of the shared branch; the same as the score, up to rounding, where the mean is
 *     the embedding: of models that embed by their observation (in int8, only nearly: maps are in single precision)
 * @param rows places from top to bottom
 * @param columns places from left to right
 * @param probe shares of mapCosine, shape [rows, columns]; they add up to it
 * @param match likewise, of the enrolled image
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, written into one answer, never compared.
public record Explanation(
        String modelId,
        UUID matchId,
        GalleryName gallery,
        double score,
        double mapCosine,
        int rows,
        int columns,
        double[][] probe,
        double[][] match) {}
