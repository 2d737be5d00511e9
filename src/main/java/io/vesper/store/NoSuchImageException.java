package io.vesper.store;

import io.vesper.person.Printable;

/** No image has that id: it was never enrolled, or it was deleted. */
public final class NoSuchImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchImageException(String imageId) {
        super("There is no image (%s) in the gallery. Maybe it was deleted.".formatted(Printable.of(imageId)));
    }
}
