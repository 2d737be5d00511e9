package io.vesper.quantisation;

/** A model would lose too much if it were rounded. Nothing was published. */
public final class QuantisationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuantisationRefusedException(String message) {
        super(message);
    }
}
