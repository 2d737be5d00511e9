package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.http.Fields;
import io.vesper.http.Uploads;
import io.vesper.person.Modality;
import io.vesper.search.PersonSearch;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@Tag(name = "Query")
class EmbeddingController {
    private final PersonSearch search;
    private final AuditLog audit;

    EmbeddingController(PersonSearch search, AuditLog audit) {
        this.search = search;
        this.audit = audit;
    }

    @PostMapping(path = "/embeddings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Embed a picture",
            description = "The unit vector by which the active model compares it; nothing is kept.")
    EmbeddingView embed(@ModelAttribute EmbeddingForm form) {
        Fields fields = new Fields();
        Modality spectrum = fields.required("modality", form.modality(), Modality::of);
        List<byte[]> pictures = Uploads.read(fields, "image", form.image(), 1);
        fields.check();
        EmbeddingView view = EmbeddingView.of(search.embed(pictures.get(0), Objects.requireNonNull(spectrum)));
        audit.record(AuditEvent.embedding(pictures.size()));
        return view;
    }

    /** A picture's embedding in JSON. */
    record EmbeddingView(String modelId, int dimension, float[] embedding) {
        static EmbeddingView of(PersonSearch.ModelEmbedding embedded) {
            float[] values = embedded.embedding().toArray();
            return new EmbeddingView(embedded.modelId(), values.length, values);
        }
    }
}
