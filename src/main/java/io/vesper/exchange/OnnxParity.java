package io.vesper.exchange;

import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.PersonCrop;
import io.vesper.onnx.OnnxNetwork;
import io.vesper.person.Modality;
import io.vesper.transform.ImageTransform;
import io.vesper.transform.InputSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compares an ONNX file with the embedder it was made of, on random pictures of both modalities, one and several at a time. */
final class OnnxParity {
    /** Of a value in an embedding, which has length 1. */
    static final double TOLERANCE = 1e-5;

    private static final long SEED = 1;
    private static final int[] BATCHES = {1, 5};
    /** Pictures of large patches: noise by the pixel looks like grey to a deep network. */
    private static final int PATCHES = 8;

    private final ImageTransform transform;
    private final InputSize size;

    OnnxParity(EmbeddingRecipe recipe) {
        size = recipe.inputSize();
        transform = new ImageTransform(size, recipe.normalisation());
    }

    /**
     * Insists on equal embeddings.
     *
     * @return the largest difference of two values
     * @throws IllegalStateException if it is above the tolerance, or not a number
     */
    double require(OnnxNetwork network, Embedder reference) {
        Random random = new Random(SEED);
        double largest = 0;
        for (int count : BATCHES) {
            List<PersonCrop> crops = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                crops.add(new PersonCrop(picture(random), i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED));
            }
            largest = Math.max(largest, difference(embed(network, crops), reference.embed(crops)));
        }
        if (!(largest <= TOLERANCE)) {
            throw new IllegalStateException(
                    "The ONNX file gives other embeddings than the model: a value differs by %s, more than %s. The file is not kept."
                            .formatted(largest, TOLERANCE));
        }
        return largest;
    }

    private float[][] embed(OnnxNetwork network, List<PersonCrop> crops) {
        float[] images = new float[crops.size() * size.values()];
        boolean[] infrared = new boolean[crops.size()];
        for (int i = 0; i < infrared.length; i++) {
            transform.writeTo(crops.get(i).image(), images, i * size.values());
            infrared[i] = crops.get(i).modality() == Modality.INFRARED;
        }
        return network.embed(images, infrared);
    }

    /** The largest; NaN if any is. */
    private static double difference(float[][] found, List<Embedding> expected) {
        double largest = found.length == expected.size() ? 0 : Double.NaN;
        for (int i = 0; i < found.length; i++) {
            float[] row = expected.get(i).toArray();
            for (int j = 0; j < row.length; j++) {
                largest = Math.max(largest, Math.abs(found[i][j] - row[j]));
            }
        }
        return largest;
    }

    private RgbImage picture(Random random) {
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
}
