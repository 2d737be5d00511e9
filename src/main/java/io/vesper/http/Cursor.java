package io.vesper.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of a listing ended, as text that callers hand back unread. */
public final class Cursor {
    /** Tells names from numbers, so that no listing takes another's cursor. */
    private static final String NAME = "name:";

    private Cursor() {}

    public static String write(long sequence) {
        return encoded(Long.toString(sequence));
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    public static Long read(String cursor) {
        String text = decoded(cursor);
        if (text.matches("\\d{1,18}") && write(Long.parseLong(text)).equals(cursor)) {
            return Long.valueOf(text);
        }
        throw unknown();
    }

    public static String writeName(String name) {
        return encoded(NAME + name);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #writeName} */
    public static String readName(String cursor) {
        String text = decoded(cursor);
        if (text.startsWith(NAME) && encoded(text).equals(cursor)) {
            return text.substring(NAME.length());
        }
        throw unknown();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "The cursor was not given out by this listing. Maybe it was cut; start again without one.");
    }
}
