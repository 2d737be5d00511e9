package io.vesper.person;

/** What a user sent, fit for an error message. */
public final class Printable {
    private static final int MAX_LENGTH = 64;

    private Printable() {}

    /** The value without control characters, cut to 64 characters. */
    public static String of(String value) {
        String cut = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "…" : value;
        return cut.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", "?");
    }
}
