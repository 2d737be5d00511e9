package io.vesper.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of a listing ended, as text that callers hand back unread. */
public final class Cursor {
    private Cursor() {}

    public static String write(long sequence) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException if it was not written here */
    public static Long read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            long sequence = Long.parseLong(text);
            if (sequence >= 0 && write(sequence).equals(cursor)) {
                return sequence;
            }
        } catch (IllegalArgumentException e) {
            // Neither base 64 nor a number: refused below.
        }
        throw new IllegalArgumentException(
                "The cursor was not given out by this listing. Maybe it was cut; start again without one.");
    }
}
