package io.vesper.gallery;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexChange;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageStore;
import io.vesper.store.NoSuchImageException;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changes what is known about an enrolled image: who, by which camera, when. */
public final class Corrections {
    private final ImageStore images;
    private final GalleryWriter writer;

    Corrections(GalleryDatabase database, GalleryWriter writer) {
        this.images = database.images();
        this.writer = writer;
    }

    /**
     * Corrects an image's labels; its place in the order of enrolment and its embeddings stay.
     *
     * @param correction of the labels as they are, but not of gallery and modality; what it throws undoes everything
     * @throws NoSuchImageException if it was never enrolled or is deleted
     * @throws AlreadyEnrolledException if the picture is enrolled already for that person and camera
     */
    public GalleryImage correct(UUID imageId, UnaryOperator<ImageLabels> correction) {
        return writer.write(() -> {
            GalleryImage image = images.lock(imageId);
            if (image == null) {
                throw new NoSuchImageException(imageId.toString());
            }
            GalleryImage corrected = image.with(correction.apply(image.labels()));
            GalleryImage same = images.findSame(imageId, corrected.labels());
            if (same != null) {
                throw new AlreadyEnrolledException(same.imageId(), corrected.labels());
            }
            if (corrected.labels().equals(image.labels())) {
                return new Change<>(image, IndexChange.relabelling(List.of()), null);
            }
            images.relabel(imageId, corrected.labels());
            return new Change<>(
                    corrected,
                    IndexChange.relabelling(List.of(corrected.indexEntry())),
                    AuditEvent.inGallery(
                            AuditAction.PATCH, corrected.labels().gallery().value(), 1));
        });
    }
}
