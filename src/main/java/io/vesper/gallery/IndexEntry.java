package io.vesper.gallery;

import java.util.UUID;

/**
 * What the index knows about a row beside its vector.
 *
 * @param imageId the image
 * @param sequence its place in the order of enrolment: of two equal scores the lower comes first
 * @param labels what filters look at; without attributes
 */
record IndexEntry(UUID imageId, long sequence, ImageLabels labels) {
    static IndexEntry of(GalleryImage image) {
        return new IndexEntry(image.imageId(), image.sequence(), image.labels().withoutAttributes());
    }
}
