package io.vesper.gallery;

import io.vesper.index.ImageLabels;
import io.vesper.store.GalleryImage;
import java.util.List;

/**
 * Pictures to enrol together: all of them are kept, or none.
 *
 * @param labels what is known about every one of them
 * @param pictures image files, 1 to 64; the arrays are not copied
 */
public record Enrolment(ImageLabels labels, List<byte[]> pictures) {
    /** Most pictures that one enrolment takes. */
    public static final int MAX_PICTURES = 64;

    public Enrolment {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty() || pictures.size() > MAX_PICTURES) {
            throw new IllegalArgumentException(
                    "An enrolment takes 1 to %d pictures, but there are %d.".formatted(MAX_PICTURES, pictures.size()));
        }
    }

    /**
     * What became of one picture.
     *
     * @param image the image that holds the picture now
     * @param modelId the model it is searched with
     * @param created false: the same picture was enrolled before, and {@code image} is that first one
     */
    public record Outcome(GalleryImage image, String modelId, boolean created) {}
}
