package io.vesper.index;

import io.vesper.person.Printable;
import java.util.regex.Pattern;

/**
 * The name of a gallery: the images that are searched together.
 *
 * @param value 1 to 64 letters, digits, dots, underscores and hyphens, the first a letter or digit
 */
public record GalleryName(String value) {
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Where images go when a request names no gallery. */
    public static final GalleryName DEFAULT = new GalleryName("default");

    public GalleryName {
        if (!RULE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The gallery (%s) must have 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit."
                            .formatted(Printable.of(value)));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
