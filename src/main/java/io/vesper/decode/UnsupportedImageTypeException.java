package io.vesper.decode;

/**
 * The bytes are not of an accepted image type at all: neither JPEG, PNG nor BMP. A file that is of one of them but
 * cannot be used is an {@link UnreadableImageException}.
 */
public final class UnsupportedImageTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsupportedImageTypeException(String message) {
        super(message);
    }
}
