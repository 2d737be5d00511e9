package io.vesper.gallery;

import io.vesper.index.GalleryName;

/** No image, no camera's location and no setting names that gallery. */
public final class NoSuchGalleryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchGalleryException(GalleryName gallery) {
        super("There is no gallery (%s): nothing is enrolled in it and nothing set about it. Maybe see GET /galleries."
                .formatted(gallery));
    }
}
