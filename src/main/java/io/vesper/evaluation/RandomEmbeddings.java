package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The baseline of chance: embeddings that know nothing of the picture. */
public final class RandomEmbeddings {
    private static final int DIMENSION = 64;

    private RandomEmbeddings() {}

    /**
     * Draws directions evenly.
     *
     * @param images each gets a direction of its own
     * @param seed what the directions follow from
     * @return an embedding of shape [64] for each
     */
    public static Map<PersonImage, Embedding> draw(List<PersonImage> images, long seed) {
        Random random = new Random(seed);
        Map<PersonImage, Embedding> embeddings = new LinkedHashMap<>();
        for (PersonImage image : images) {
            float[] values = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = (float) random.nextGaussian();
            }
            embeddings.put(image, Embedding.normalised(values));
        }
        return embeddings;
    }
}
