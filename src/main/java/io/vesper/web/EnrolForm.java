package io.vesper.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.Enrolment;
import io.vesper.http.Fields;
import io.vesper.http.InvalidRequestException;
import io.vesper.http.Uploads;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of {@code POST /gallery}. */
record EnrolForm(
        @ArraySchema(
                schema = @Schema(type = "string", format = "binary"),
                arraySchema =
                        @Schema(
                                description = "Pictures of one person (JPEG, PNG, BMP), kept all or none",
                                requiredMode = Schema.RequiredMode.REQUIRED),
                minItems = 1,
                maxItems = 64)
        @Nullable
        List<MultipartFile> image,

        @Schema(description = "Which camera took them", example = "1", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String cameraId,

        @Schema(
                description = "In which spectrum",
                example = "visible",
                allowableValues = {"visible", "infrared"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String modality,

        @Schema(description = "Who is in them; absent: not yet identified", example = "0007") @Nullable
        String personId,

        @Schema(description = "When they were taken", format = "date-time", example = "2026-11-24T08:15:00Z") @Nullable
        String capturedAt,

        @Schema(description = "Where they are searched", defaultValue = "default", example = "default") @Nullable
        String gallery,

        @Schema(description = "Anything else: a JSON object of strings", example = "{\"site\":\"north gate\"}")
        @Nullable
        String attributes) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws InvalidRequestException naming everything that is wrong */
    Enrolment toEnrolment() {
        Fields fields = new Fields();
        CameraId camera = fields.required("cameraId", cameraId, CameraId::new);
        Modality spectrum = fields.required("modality", modality, Modality::of);
        PersonId person = fields.optional("personId", personId, PersonId::new);
        Instant time = fields.optional("capturedAt", capturedAt, Fields.time("capturedAt"));
        GalleryName name = fields.orElse(fields.optional("gallery", gallery, GalleryName::new), GalleryName.DEFAULT);
        Map<String, String> others =
                fields.orElse(fields.optional("attributes", attributes, EnrolForm::strings), Map.of());
        List<byte[]> pictures = Uploads.read(fields, "image", image, Enrolment.MAX_PICTURES);
        ImageLabels labels = fields.build(
                "attributes",
                () -> new ImageLabels(
                        name, person, Objects.requireNonNull(camera), Objects.requireNonNull(spectrum), time, others));
        return new Enrolment(labels, pictures);
    }

    private static Map<String, String> strings(String json) {
        try {
            JsonNode object = JSON.readTree(json);
            if (object.isObject() && object.valueStream().allMatch(JsonNode::isString)) {
                return object.propertyStream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().stringValue()));
            }
        } catch (JacksonException e) {
            // Refused below.
        }
        throw new IllegalArgumentException(
                "The attributes must be a JSON object of strings. Maybe like {\"site\":\"north gate\"}.");
    }
}
