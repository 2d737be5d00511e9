package io.vesper.store;

import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * An enrolled image, without its bytes.
 *
 * @param imageId given at enrolment, never used again
 * @param sequence its place in the order of enrolment, ≥ 1
 * @param labels who, where, when
 * @param contentType media type of the stored picture, such as {@code image/jpeg}
 * @param createdAt when it was enrolled
 */
public record GalleryImage(UUID imageId, long sequence, ImageLabels labels, String contentType, Instant createdAt) {
    /** The same image under other labels. */
    public GalleryImage with(ImageLabels others) {
        return new GalleryImage(imageId, sequence, others, contentType, createdAt);
    }

    /** What the index needs of it. */
    public IndexEntry indexEntry() {
        return new IndexEntry(imageId, sequence, labels);
    }
}
