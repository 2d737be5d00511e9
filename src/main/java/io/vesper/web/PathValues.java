package io.vesper.web;

import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names in addresses. */
final class PathValues {
    private PathValues() {}

    static PersonId person(String value) {
        return read("personId", value, PersonId::new);
    }

    static CameraId camera(String value) {
        return read("cameraId", value, CameraId::new);
    }

    static GalleryName gallery(String value) {
        return read("gallery", value, GalleryName::new);
    }

    static GalleryName galleryOrDefault(@Nullable String value) {
        return value == null || value.isEmpty() ? GalleryName.DEFAULT : gallery(value);
    }

    private static <T> T read(String field, String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, String.valueOf(e.getMessage()));
        }
    }
}
