package io.vesper.web;

import io.vesper.store.NoSuchImageException;
import java.util.UUID;

/** Image ids in paths. */
final class ImageIds {
    private ImageIds() {}

    /** @throws NoSuchImageException also if it is no id at all: no image has it */
    static UUID read(String imageId) {
        try {
            UUID id = UUID.fromString(imageId);
            if (id.toString().equalsIgnoreCase(imageId)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Not found, like any other id that was never given out.
        }
        throw new NoSuchImageException(imageId);
    }
}
