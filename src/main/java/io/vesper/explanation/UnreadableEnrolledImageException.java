package io.vesper.explanation;

import java.util.UUID;

/** An enrolled image's stored picture cannot be decoded any more; the cause says why. */
public final class UnreadableEnrolledImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    UnreadableEnrolledImageException(String field, UUID imageId, RuntimeException cause) {
        super(
                "The stored picture of the enrolled image (%s) cannot be read any more: %s"
                        .formatted(imageId, cause.getMessage()),
                cause);
        this.field = field;
    }

    /** What named the image: {@code imageId} or {@code matchId}. */
    public String field() {
        return field;
    }
}
