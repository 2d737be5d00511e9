package io.vesper.web;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.embedding.Embedding;
import io.vesper.gallery.Galleries;
import io.vesper.gallery.Gallery;
import io.vesper.http.Fields;
import io.vesper.http.Uploads;
import io.vesper.index.SearchOptions;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.search.PersonSearch;
import io.vesper.search.Probe;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@Tag(name = "Query", description = "Finding people")
class QueryController {
    private static final String WITHOUT_PICTURES = "It goes with a JSON body, without pictures.";
    private static final String KNOWN_OF_IMAGE =
            "It is known of an enrolled image, so it does not go with an imageId. Maybe correct the image instead.";

    private final PersonSearch search;
    private final Gallery gallery;
    private final Galleries galleries;
    private final AuditLog audit;
    private final ObservationRegistry observations;

    QueryController(
            PersonSearch search,
            Gallery gallery,
            Galleries galleries,
            AuditLog audit,
            ObservationRegistry observations) {
        this.search = search;
        this.gallery = gallery;
        this.galleries = galleries;
        this.audit = audit;
        this.observations = observations;
    }

    @PostMapping(path = "/query", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Search by pictures, an enrolled image or an embedding", description = """
                    Ranks people by how much they resemble 1 to 16 pictures of one person: a gallery image scores the best of its \
                    cosines with them. As multipart with pictures, or as JSON with either the imageId of an enrolled image or an \
                    embedding by the active model. People and images rank by their calibrated score, which is comparable between \
                    modalities; of equal ones the older image comes first. With maxFalseAlarm the answer is nobody rather than a stranger.""")
    @ApiResponse(responseCode = "200", description = "The people, best first; perhaps nobody")
    @ApiResponse(responseCode = "409", description = "The active model has no threshold for that maxFalseAlarm")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = PictureQuery.class)))
    QueryAnswer byPictures(@ModelAttribute PictureQuery query, @ModelAttribute QueryForm form) {
        Fields fields = new Fields();
        refuse(fields, "imageId", form.imageId(), WITHOUT_PICTURES);
        refuse(fields, "embedding", form.embedding(), WITHOUT_PICTURES);
        Modality modality = fields.required("modality", form.modality(), Modality::of);
        List<byte[]> pictures = Uploads.read(fields, "image", query.image(), Probe.Pictures.MAX_PICTURES);
        CameraId camera = fields.optional("cameraId", form.cameraId(), CameraId::new);
        Question question = question(form, fields, camera);
        return answer(new Probe.Pictures(pictures, Objects.requireNonNull(modality)), question);
    }

    @PostMapping(path = "/query", consumes = MediaType.APPLICATION_JSON_VALUE)
    QueryAnswer byImageOrEmbedding(@RequestBody QueryForm form) {
        Fields fields = new Fields();
        if ((form.imageId() == null) == (form.embedding() == null)) {
            fields.refuse(
                    "imageId",
                    "A JSON body must have either an imageId or an embedding. Maybe send pictures as multipart.");
        }
        fields.check();
        return form.embedding() == null ? byEnrolledImage(fields, form) : byEmbedding(fields, form, form.embedding());
    }

    private QueryAnswer byEnrolledImage(Fields fields, QueryForm form) {
        UUID imageId = fields.required("imageId", form.imageId(), ImageIds::read);
        refuse(fields, "modality", form.modality(), KNOWN_OF_IMAGE);
        refuse(fields, "cameraId", form.cameraId(), KNOWN_OF_IMAGE);
        fields.check();
        CameraId camera =
                gallery.image(Objects.requireNonNull(imageId)).labels().camera();
        return answer(new Probe.Enrolled(imageId), question(form, fields, camera));
    }

    private QueryAnswer byEmbedding(Fields fields, QueryForm form, List<@Nullable Double> values) {
        Embedding embedding = fields.read("embedding", () -> QueryValues.embedding(values));
        Modality modality = fields.required("modality", form.modality(), Modality::of);
        CameraId camera = fields.optional("cameraId", form.cameraId(), CameraId::new);
        Question question = question(form, fields, camera);
        return answer(new Probe.Vector(Objects.requireNonNull(embedding), Objects.requireNonNull(modality)), question);
    }

    private static void refuse(Fields fields, String field, @Nullable Object value, String reason) {
        if (value != null) {
            fields.refuse(field, reason);
        }
    }

    /** The limit is read first: reading the options refuses whatever was wrong so far. */
    private Question question(QueryForm form, Fields fields, @Nullable CameraId camera) {
        Double limit = fields.optional("maxFalseAlarm", form.maxFalseAlarm(), QueryValues::rate);
        return new Question(form.toOptions(fields, camera, galleries), limit);
    }

    /** @param maxFalseAlarm how often a stranger may pass; null: no limit */
    private record Question(SearchOptions options, @Nullable Double maxFalseAlarm) {}

    /** Nobody gets an answer that is not in the audit log. */
    private QueryAnswer answer(Probe probe, Question question) {
        return Observation.createNotStarted("vesper.query", observations)
                .lowCardinalityKeyValue("probe", kind(probe))
                .observe(() -> answerWhole(probe, question));
    }

    private static String kind(Probe probe) {
        if (probe instanceof Probe.Pictures) {
            return "pictures";
        }
        return probe instanceof Probe.Enrolled ? "image" : "embedding";
    }

    private QueryAnswer answerWhole(Probe probe, Question question) {
        String name = question.options().filter().gallery().value();
        QueryAnswer answer = QueryAnswer.of(search.search(probe, question.options(), question.maxFalseAlarm()), name);
        int pictures = probe instanceof Probe.Pictures sent ? sent.pictures().size() : 0;
        audit.record(AuditEvent.query(name, pictures, answer.results().size(), answer.queryId()));
        return answer;
    }
}
