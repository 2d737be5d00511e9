package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A gallery of twenty images of each person, alike as a trained network's are: cosines of one person's images are about 0.63, of two
 * people's 0.16, give or take 0.06.
 */
public final class BenchmarkGallery {
    static final int CAMERAS = 20;

    private static final int IMAGES_OF_EACH = 20;
    private static final int TRAITS = 64;
    private static final int PAGE = 5000;

    private final int dimension;
    private final int people;
    private final float[] common;

    public BenchmarkGallery(int images, int dimension) {
        this.dimension = dimension;
        this.people = images / IMAGES_OF_EACH;
        this.common = gaussian(1);
    }

    void fill(MemoryIndex index) {
        for (int from = 0; from < people * IMAGES_OF_EACH; from += PAGE) {
            List<GalleryIndex.Row> page = new ArrayList<>();
            for (int i = from; i < Math.min(from + PAGE, people * IMAGES_OF_EACH); i++) {
                page.add(IndexRows.row(i + 1, labels(i), image(i)));
            }
            index.add(page);
        }
    }

    public ImageLabels labels(int i) {
        return new ImageLabels(
                GalleryName.DEFAULT,
                new PersonId("p" + i % people),
                new CameraId("c" + i * 31 / 7 % CAMERAS),
                i % 3 == 0 ? Modality.INFRARED : Modality.VISIBLE,
                null,
                Map.of());
    }

    public Embedding image(int i) {
        return image(i % people, i);
    }

    /** A picture of somebody that is not enrolled. */
    public ProbeVectors probe(int number) {
        return ProbeVectors.of(List.of(image(number * 7919 % people, -1 - number)), Modality.VISIBLE);
    }

    private Embedding image(int person, int seed) {
        float[] values = look(person);
        float[] noise = gaussian(seed * 2_000_000_011L);
        for (int i = 0; i < dimension; i++) {
            values[i] = 0.4f * common[i] + 0.686f * values[i] + 0.608f * noise[i];
        }
        return Embedding.normalised(values);
    }

    /** People differ in {@link #TRAITS} ways; each of the values shows one of them. */
    private float[] look(int person) {
        float[] values = gaussian(1_000_000_007L + person);
        for (int i = TRAITS; i < dimension; i++) {
            values[i] = common[i] > 0 ? values[i % TRAITS] : -values[i % TRAITS];
        }
        return values;
    }

    /** Nearly: the sum of four uniform numbers of 16 bits. */
    private float[] gaussian(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            long bits = random.nextLong();
            values[i] = ((bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48) - 131_070)
                    / 37_837f;
        }
        return values;
    }
}
