package io.vesper.serving;

/** A change waited too long for the changes before it, as when the database does not answer. */
public final class GalleryBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GalleryBusyException(long waitedSeconds) {
        super(
                "The gallery takes no change now: those before it have not ended in %d s. Maybe the database does not answer; try again."
                        .formatted(waitedSeconds));
    }
}
