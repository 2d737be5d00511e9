package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.explanation.Explanation;
import io.vesper.explanation.SimilarityExplainer;
import io.vesper.http.Fields;
import io.vesper.http.Uploads;
import io.vesper.person.Modality;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@RequestMapping("/query/explain")
@Tag(name = "Query")
class ExplanationController {
    private final SimilarityExplainer explainer;
    private final AuditLog audit;

    ExplanationController(SimilarityExplainer explainer, AuditLog audit) {
        this.explainer = explainer;
        this.audit = audit;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Explain a score by regions", description = """
                    Shows which places of a probe and of an enrolled image make the active model find them alike: as multipart with a \
                    picture, or as JSON with the imageId of an enrolled probe. f(i) is what the shared branch observes at place i of N, \
                    the last feature map behind the neck; v its mean, w that of the other picture. Place i has the share \
                    f(i) · w / (N |v| |w|) of mapCosine, the cosine of v and w: the shares of the probe add up to it, and so do those of \
                    the match. A negative share speaks against the likeness. (Class activation maps, Zhou et al. 2016, with the other \
                    picture in place of a class: Stylianou et al. 2019.) Nothing is kept. The first explanation by a model may take \
                    longer, as its network is loaded once more.""")
    @ApiResponse(responseCode = "200", description = "The shares, place by place")
    @ApiResponse(responseCode = "404", description = "An image is not enrolled, or no query would find it")
    @ApiResponse(responseCode = "415", description = "The picture is of no accepted type")
    @ApiResponse(responseCode = "422", description = "A picture, sent or enrolled, cannot be decoded")
    ExplanationView ofPicture(@ModelAttribute ExplanationForm form) {
        Fields fields = new Fields();
        Modality modality = fields.required("modality", form.modality(), Modality::of);
        UUID matchId = fields.required("matchId", form.matchId(), ImageIds::read);
        List<byte[]> pictures = Uploads.read(fields, "image", form.image(), 1);
        fields.check();
        return answer(
                explainer.explain(pictures.get(0), Objects.requireNonNull(modality), Objects.requireNonNull(matchId)),
                pictures.size());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ExplanationView ofEnrolledImage(@RequestBody ExplanationBody body) {
        Fields fields = new Fields();
        UUID imageId = fields.required("imageId", body.imageId(), ImageIds::read);
        UUID matchId = fields.required("matchId", body.matchId(), ImageIds::read);
        fields.check();
        return answer(explainer.explain(Objects.requireNonNull(imageId), Objects.requireNonNull(matchId)), 0);
    }

    /** Nobody gets an answer that is not in the audit log. */
    private ExplanationView answer(Explanation explanation, int pictures) {
        audit.record(AuditEvent.explanation(explanation.gallery().value(), pictures));
        return ExplanationView.of(explanation);
    }
}
