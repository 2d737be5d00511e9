package io.vesper.evaluation;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import io.vesper.person.PersonImage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures, which go by their number here, and the cosines of all with all. */
final class CosineTable {
    private final List<PersonImage> images;
    private final List<Embedding> embeddings;
    private final float[][] cosines;

    CosineTable(List<PersonImage> images, List<Embedding> embeddings) {
        this.images = images;
        this.embeddings = embeddings;
        CandidateMatrix matrix = new CandidateMatrix(embeddings);
        this.cosines = embeddings.stream().map(matrix::cosines).toArray(float[][]::new);
    }

    int size() {
        return images.size();
    }

    PersonImage image(int i) {
        return images.get(i);
    }

    Embedding embedding(int i) {
        return embeddings.get(i);
    }

    Modality modality(int i) {
        return images.get(i).modality();
    }

    ModalityPair pair(int i, int j) {
        return ModalityPair.of(modality(i), modality(j));
    }

    boolean isSamePerson(int i, int j) {
        return images.get(i).person().equals(images.get(j).person());
    }

    boolean isSameCamera(int i, int j) {
        return images.get(i).camera().equals(images.get(j).camera());
    }

    double cosine(int i, int j) {
        return cosines[i][j];
    }

    double[] cosines(int i, int[] others) {
        return Arrays.stream(others).mapToDouble(j -> cosines[i][j]).toArray();
    }

    int[] ofModality(int[] some, Modality modality) {
        return Arrays.stream(some).filter(i -> modality(i) == modality).toArray();
    }

    /** The same with embeddings from which the mean of some of their modality is taken. */
    CosineTable centred(int[] some) {
        Map<Modality, float[]> means = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            means.put(modality, mean(ofModality(some, modality)));
        }
        return new CosineTable(
                images,
                IntStream.range(0, size())
                        .mapToObj(i -> difference(embedding(i), means.get(modality(i))))
                        .toList());
    }

    private float[] mean(int[] some) {
        float[] mean = new float[embedding(0).dimension()];
        for (int i : some) {
            float[] values = embedding(i).toArray();
            for (int d = 0; d < mean.length; d++) {
                mean[d] += values[d] / some.length;
            }
        }
        return mean;
    }

    private static Embedding difference(Embedding embedding, float[] mean) {
        float[] values = embedding.toArray();
        for (int d = 0; d < values.length; d++) {
            values[d] -= mean[d];
        }
        return Embedding.normalised(values);
    }
}
