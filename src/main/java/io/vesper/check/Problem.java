package io.vesper.check;

/**
 * Something wrong with a dataset.
 *
 * @param severity how bad it is
 * @param message one line for people, which names the files or identities
 */
public record Problem(Severity severity, String message) {
    /** What follows from a problem. */
    public enum Severity {
        /** Training refuses the set: it would fail, or learn from less than its user thinks. */
        ERROR,
        /** Training goes ahead: results may be worse, or not comparable. */
        WARNING
    }

    static Problem error(String message) {
        return new Problem(Severity.ERROR, message);
    }

    static Problem warning(String message) {
        return new Problem(Severity.WARNING, message);
    }
}
