package io.vesper.gallery;

import io.vesper.index.ImageLabels;
import java.util.UUID;

/** A picture is enrolled once for a gallery, person and camera, and there is such an image already. */
public final class AlreadyEnrolledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UUID imageId;

    /** @param imageId the image that is there */
    AlreadyEnrolledException(UUID imageId, ImageLabels labels) {
        super(
                "The same picture is enrolled for the gallery (%s), person (%s) and camera (%s) as the image (%s). Maybe delete one of the two."
                        .formatted(
                                labels.gallery(),
                                labels.person() == null ? "not identified" : labels.person(),
                                labels.camera(),
                                imageId));
        this.imageId = imageId;
    }

    /** The image that is there. */
    public UUID imageId() {
        return imageId;
    }
}
