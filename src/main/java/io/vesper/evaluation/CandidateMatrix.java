package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import java.util.List;
import java.util.Map;

/** The embeddings of the images in any trial's gallery, shape [D, G], to compare a query with all of them at once. */
final class CandidateMatrix {
    private final float[][] columns;
    private final int size;

    /** @param embeddings of one dimension, at least one */
    CandidateMatrix(List<Embedding> embeddings) {
        size = embeddings.size();
        columns = new float[embeddings.get(0).dimension()][size];
        for (int g = 0; g < size; g++) {
            float[] values = embeddings.get(g).toArray();
            requireDimension(values.length);
            for (int d = 0; d < values.length; d++) {
                columns[d][g] = values[d]; // [G, D] -> [D, G]
            }
        }
    }

    /** @throws IllegalArgumentException if there are no images, or one has no embedding */
    static CandidateMatrix of(List<PersonImage> images, Map<PersonImage, Embedding> embeddings) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("There are no pictures to compare. Maybe the part is empty.");
        }
        return new CandidateMatrix(images.stream()
                .map(image -> DatasetEmbeddings.of(image, embeddings))
                .toList());
    }

    /**
     * The query's cosines, summed up value by value for all candidates together: unlike a dot product, the compiler can spread
     * that loop over the lanes of the processor.
     *
     * @param query of the candidates' dimension
     * @return shape [G]
     */
    float[] cosines(Embedding query) {
        requireDimension(query.dimension());
        float[] values = query.toArray();
        float[] cosines = new float[size];
        for (int d = 0; d < values.length; d++) {
            float value = values[d];
            float[] column = columns[d];
            for (int g = 0; g < size; g++) {
                cosines[g] += value * column[g];
            }
        }
        return cosines;
    }

    private void requireDimension(int dimension) {
        if (dimension != columns.length) {
            throw new IllegalArgumentException(
                    "An embedding of %d values cannot be compared with one of %d. Maybe they come from different models."
                            .formatted(dimension, columns.length));
        }
    }
}
