package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.gallery.Galleries;
import io.vesper.http.Fields;
import io.vesper.index.GalleryName;
import io.vesper.job.JobConflictException;
import io.vesper.job.JobSnapshot;
import io.vesper.opensearch.ReindexJobs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class ReindexController {
    private final ObjectProvider<ReindexJobs> reindexes;
    private final Galleries galleries;

    ReindexController(ObjectProvider<ReindexJobs> reindexes, Galleries galleries) {
        this.reindexes = reindexes;
        this.galleries = galleries;
    }

    /** The body of {@code POST /jobs/reindex}. */
    @Schema(name = "ReindexRequest")
    record Body(
            @Schema(description = "Only this gallery; absent: all", example = "default") @Nullable
            String gallery) {}

    @PostMapping("/jobs/reindex")
    @Operation(
            summary = "Build the indexes in the search cluster anew",
            description =
                    "From the database, while the present ones are searched; then searches are switched over at once. Only where"
                            + " galleries are searched by a cluster (vesper.gallery.index=opensearch).")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "demo", value = "{\"gallery\": \"default\"}")))
    @QueuesJob
    @ApiResponse(responseCode = "404", description = "There is no such gallery")
    @ApiResponse(responseCode = "409", description = "Galleries are searched in memory, and built at each start")
    ResponseEntity<JobSnapshot> reindex(@RequestBody Body body) {
        Fields fields = new Fields();
        GalleryName gallery = fields.optional("gallery", body.gallery(), GalleryName::new);
        fields.check();
        ReindexJobs jobs = reindexes.getIfAvailable();
        if (jobs == null) {
            throw new JobConflictException(
                    "Galleries are searched in memory here, by an index that each start builds anew. Maybe ask for /actuator/gallery, which compares it with the database.");
        }
        if (gallery != null) {
            galleries.gallery(gallery);
        }
        return JobsController.accepted(jobs.submit(gallery));
    }
}
