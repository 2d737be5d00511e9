package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.vesper.job.JobSnapshot;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents an operation that answers with a queued job. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "202",
        description = "Queued; Location is the job",
        content =
                @Content(
                        schema = @Schema(implementation = JobSnapshot.class),
                        examples = @ExampleObject(JobExamples.QUEUED)))
@ApiResponse(
        responseCode = "429",
        description =
                "As many jobs of this type wait as may (vesper.jobs.max-queued); Retry-After says when to come back")
@interface QueuesJob {}
