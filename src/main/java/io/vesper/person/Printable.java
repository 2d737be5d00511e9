package io.vesper.person;

/** What a user sent, fit for an error message. */
public final class Printable {
    private static final int MAX_LENGTH = 64;

    private Printable() {}

    /** The value without control characters, cut to 64 characters. */
    public static String of(String value) {
        return of(value, MAX_LENGTH);
    }

    /** The value without control characters, cut to a length. */
    public static String of(String value, int maxLength) {
        String cut = value.length() > maxLength ? value.substring(0, maxLength) + "…" : value;
        return cut.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", "?");
    }
}
