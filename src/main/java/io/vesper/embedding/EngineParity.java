package io.vesper.embedding;

import io.vesper.decode.RgbImage;
import io.vesper.person.Modality;
import io.vesper.transform.InputSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compares one engine's embeddings with those of another, on random pictures of both modalities, one and several at a time. */
public final class EngineParity {
    /** Of a value in an embedding, which has length 1. */
    private static final double TOLERANCE = 1e-5;

    private static final double LEAST_COSINE = 0.9;
    private static final long SEED = 1;
    private static final int[] BATCHES = {1, 5};
    /** Pictures of large patches: noise by the pixel looks like grey to a deep network. */
    private static final int PATCHES = 8;

    private final double largestDifference;
    private final double lowestCosine;

    private EngineParity(double largestDifference, double lowestCosine) {
        this.largestDifference = largestDifference;
        this.lowestCosine = lowestCosine;
    }

    /**
     * Embeds the same pictures with both.
     *
     * @param size of the pictures, the network's own
     */
    public static EngineParity of(Embedder found, Embedder expected, InputSize size) {
        Random random = new Random(SEED);
        double difference = 0;
        double cosine = 1;
        for (int count : BATCHES) {
            List<PersonCrop> crops = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                crops.add(new PersonCrop(picture(size, random), i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED));
            }
            List<Embedding> ofFound = found.embed(crops);
            List<Embedding> ofExpected = expected.embed(crops);
            for (int i = 0; i < count; i++) {
                difference = Math.max(difference, difference(ofFound.get(i), ofExpected.get(i)));
                cosine = Math.min(cosine, ofFound.get(i).cosine(ofExpected.get(i)));
            }
        }
        return new EngineParity(difference, cosine);
    }

    private static double difference(Embedding found, Embedding expected) {
        float[] one = found.toArray();
        float[] other = expected.toArray();
        double largest = 0;
        for (int i = 0; i < other.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    private static RgbImage picture(InputSize size, Random random) {
        byte[] patches = new byte[3 * PATCHES * PATCHES];
        random.nextBytes(patches);
        byte[] pixels = new byte[size.values()];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int patch = y * PATCHES / size.height() * PATCHES + x * PATCHES / size.width();
                System.arraycopy(patches, 3 * patch, pixels, 3 * (y * size.width() + x), 3);
            }
        }
        return new RgbImage(size.width(), size.height(), pixels);
    }

    /** Of two values of one embedding. */
    public double largestDifference() {
        return largestDifference;
    }

    /** Of the two embeddings of one picture. */
    public double lowestCosine() {
        return lowestCosine;
    }

    /**
     * Insists on equal embeddings; of a quantised model on embeddings of nearly the same direction, as a processor that cannot compute
     * with its numbers gives quite others.
     *
     * @param precision of what was found: {@code float32} or {@code int8}
     * @throws EngineMismatchException if they are further apart
     */
    public EngineParity require(String precision) {
        boolean isAlike =
                precision.equals(Quantisation.INT8) ? lowestCosine >= LEAST_COSINE : largestDifference <= TOLERANCE;
        if (!isAlike) {
            throw new EngineMismatchException(
                    "In %s it gives other embeddings than PyTorch: a value differs by %.1e (allowed in float32: %.0e), a cosine is %.4f (least in int8: %s)."
                            .formatted(precision, largestDifference, TOLERANCE, lowestCosine, LEAST_COSINE));
        }
        return this;
    }
}
