package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Fields;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of {@code PATCH /gallery/{imageId}}, a JSON merge patch (RFC 7396): Java's null is an absent member, JSON's a node. */
record ImagePatch(
        @Schema(
                description = "Who is in it; null: not identified",
                implementation = String.class,
                types = {"string", "null"},
                example = "0007")
        @Nullable
        JsonNode personId,

        @Schema(description = "Which camera took it", type = "string", example = "1") @Nullable
        JsonNode cameraId,

        @Schema(
                description = "When it was taken; null: unknown",
                implementation = String.class,
                types = {"string", "null"},
                format = "date-time",
                example = "2026-11-24T08:15:00Z")
        @Nullable
        JsonNode capturedAt,

        @Schema(
                description = "Strings, merged key by key: null removes a key; null instead of the object removes all",
                implementation = Object.class,
                types = {"object", "null"},
                example = "{\"coat\": \"red\", \"bag\": null}")
        @Nullable
        JsonNode attributes) {
    /** The labels with this patch applied; what is wrong with it goes to the fields. */
    ImageLabels applyTo(ImageLabels labels) {
        Fields fields = new Fields();
        if (cameraId != null && cameraId.isNull()) {
            fields.refuse("cameraId", "It cannot be removed: every image has a camera.");
        }
        CameraId camera = fields.orElse(text(fields, "cameraId", cameraId, CameraId::new), labels.camera());
        PersonId person = personId == null ? labels.person() : text(fields, "personId", personId, PersonId::new);
        Instant time = capturedAt == null
                ? labels.capturedAt()
                : text(fields, "capturedAt", capturedAt, Fields.time("capturedAt"));
        Map<String, String> others = merged(fields, labels.attributes());
        return fields.build(
                "attributes", () -> new ImageLabels(labels.gallery(), person, camera, labels.modality(), time, others));
    }

    /** Null if the member is absent or null, or wrong. */
    private static <T> @Nullable T text(
            Fields fields, String field, @Nullable JsonNode value, Function<String, T> reader) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            fields.refuse(field, "It must be a string.");
            return null;
        }
        return fields.required(field, value.stringValue(), reader);
    }

    private Map<String, String> merged(Fields fields, Map<String, String> before) {
        if (attributes == null) {
            return before;
        }
        if (attributes.isNull()) {
            return Map.of();
        }
        Map<String, String> after = new HashMap<>(before);
        if (!attributes.isObject()) {
            fields.refuse("attributes", "They must be an object of strings. Maybe like {\"coat\":\"red\"}.");
        }
        attributes.properties().forEach(attribute -> merge(fields, after, attribute));
        return after;
    }

    private static void merge(Fields fields, Map<String, String> after, Map.Entry<String, JsonNode> attribute) {
        JsonNode value = attribute.getValue();
        if (value.isNull()) {
            after.remove(attribute.getKey());
        } else if (value.isString()) {
            after.put(attribute.getKey(), value.stringValue());
        } else {
            fields.refuse("attributes." + attribute.getKey(), "It must be a string, or null to remove it.");
        }
    }
}
