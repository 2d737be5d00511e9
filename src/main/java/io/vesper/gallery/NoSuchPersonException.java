package io.vesper.gallery;

import io.vesper.index.GalleryName;
import io.vesper.person.PersonId;

/** A gallery has no image of that person. */
public final class NoSuchPersonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchPersonException(GalleryName gallery, PersonId person) {
        super("There is no person (%s) in the gallery (%s). Maybe it was erased, merged, or is in another gallery."
                .formatted(person, gallery));
    }
}
