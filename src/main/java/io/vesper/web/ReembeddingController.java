package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.bulk.ReembeddingJobs;
import io.vesper.job.JobSnapshot;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class ReembeddingController {
    private final ReembeddingJobs reembeddings;

    ReembeddingController(ReembeddingJobs reembeddings) {
        this.reembeddings = reembeddings;
    }

    /** The body of {@code POST /jobs/reembed}. */
    @Schema(name = "ReembeddingRequest")
    record Body(
            @Schema(description = "A published model", example = "night-1") @NotBlank
            String modelId) {}

    @PostMapping("/jobs/reembed")
    @Operation(
            summary = "Embed the galleries with a model beforehand",
            description =
                    "So that its activation has little left to do. The result lists images whose pictures cannot be read any more;"
                            + " they stay enrolled. Waits for its turn among the trainings; every process that trains and is"
                            + " free takes part.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "demo", value = "{\"modelId\": \"night-1\"}")))
    @QueuesJob
    @ApiResponse(responseCode = "404", description = "There is no such model")
    ResponseEntity<JobSnapshot> reembed(@Valid @RequestBody Body body) {
        return JobsController.accepted(reembeddings.submit(body.modelId()));
    }
}
