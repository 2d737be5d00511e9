package io.vesper.pickle;

/** A pickle is damaged, or asks for what must not be made. The message is a rule that was broken, as the end of a sentence. */
public final class PickleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PickleException(String rule) {
        super(rule);
    }
}
