package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code gallery_image} and what they mean. */
final class ImageRows {
    static final String COLUMNS = """
            i.image_id, i.sequence, i.gallery, i.person_id, i.camera_id, i.modality, i.captured_at, i.attributes, \
            i.content_type, i.created_at""";

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private ImageRows() {}

    static GalleryImage image(ResultSet row) throws SQLException {
        return new GalleryImage(
                row.getObject("image_id", UUID.class),
                row.getLong("sequence"),
                labels(row),
                row.getString("content_type"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static ImageLabels labels(ResultSet row) throws SQLException {
        String person = row.getString("person_id");
        return new ImageLabels(
                new GalleryName(row.getString("gallery")),
                person == null ? null : new PersonId(person),
                new CameraId(row.getString("camera_id")),
                Modality.of(row.getString("modality")),
                instant(row, "captured_at"),
                attributes(row.getString("attributes")));
    }

    private static Map<String, String> attributes(String json) {
        return json.equals("{}") ? Map.of() : JSON.readValue(json, ATTRIBUTES);
    }

    /** The parameters by which {@link #labels} are written and found. */
    static Map<String, @Nullable Object> parameters(ImageLabels labels) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        PersonId person = labels.person();
        parameters.put("gallery", labels.gallery().value());
        parameters.put("person", person == null ? null : person.value());
        parameters.put("camera", labels.camera().value());
        parameters.put("modality", labels.modality().label());
        parameters.put("capturedAt", timestamp(labels.capturedAt()));
        parameters.put("attributes", JSON.writeValueAsString(labels.attributes()));
        return parameters;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
