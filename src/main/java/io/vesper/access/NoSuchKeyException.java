package io.vesper.access;

import io.vesper.person.Printable;

/** A key is asked for that was never made. */
public final class NoSuchKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchKeyException(String keyId) {
        super("There is no key (%s). Maybe its name was meant; it goes by its id.".formatted(Printable.of(keyId)));
    }
}
