package io.vesper.index;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a gallery image beside its pixels.
 *
 * @param gallery where it is searched
 * @param person who is in it; null: not yet identified
 * @param camera which camera took it
 * @param modality in which spectrum
 * @param capturedAt when, kept to the microsecond; null: unknown
 * @param attributes anything else, at most 32 pairs of a key of 1 to 64 and a value of at most 256 characters
 */
public record ImageLabels(
        GalleryName gallery,
        @Nullable PersonId person,
        CameraId camera,
        Modality modality,
        @Nullable Instant capturedAt,
        Map<String, String> attributes) {
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_KEY_LENGTH = 64;
    private static final int MAX_VALUE_LENGTH = 256;

    public ImageLabels {
        capturedAt = capturedAt == null ? null : capturedAt.truncatedTo(ChronoUnit.MICROS);
        attributes = Map.copyOf(attributes);
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "There are %d attributes, but at most %d are kept.".formatted(attributes.size(), MAX_ATTRIBUTES));
        }
        attributes.forEach(ImageLabels::checkAttribute);
    }

    private static void checkAttribute(String key, String value) {
        if (!isText(key) || !isText(value)) {
            throw new IllegalArgumentException(
                    "The attribute (%s) has half a surrogate pair, which is no text.".formatted(Printable.of(key)));
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || value.length() > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                    "The attribute (%s) must have a key of 1 to %d characters and a value of at most %d."
                            .formatted(Printable.of(key), MAX_KEY_LENGTH, MAX_VALUE_LENGTH));
        }
    }

    private static boolean isText(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** The same without attributes, which no search looks at. */
    ImageLabels withoutAttributes() {
        return attributes.isEmpty() ? this : new ImageLabels(gallery, person, camera, modality, capturedAt, Map.of());
    }
}
