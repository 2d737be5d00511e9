package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import io.vesper.assessment.EvaluationJobs;
import io.vesper.assessment.JobReport;
import io.vesper.job.JobSnapshot;
import jakarta.validation.Valid;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Jobs that evaluate published models, and the reports they end with. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class EvaluationJobsController {
    private final EvaluationJobs evaluations;

    EvaluationJobsController(EvaluationJobs evaluations) {
        this.evaluations = evaluations;
    }

    @PostMapping("/jobs/evaluate")
    @Operation(
            summary = "Evaluate a published model",
            description =
                    "Under the dataset's own protocol, with every kind of embedding that was trained, beside chance and colour histograms."
                            + " The job's result has a report by embedding (rank-k, mAP, mINP, CMC, each trial), how often thresholds err"
                            + " by pair of modalities, the thresholds that a model keeps (openSet), and where the report is. Waits for its"
                            + " turn among the trainings; stopped or killed and taken up again, it begins anew and comes to the same.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "demo", value = JobExamples.EVALUATE)))
    @QueuesJob
    @ApiResponse(responseCode = "404", description = "There is no such model")
    ResponseEntity<JobSnapshot> evaluate(@Valid @RequestBody EvaluationBody body) {
        if (body.toRequest().storeThresholds()) {
            CallerAuthentication.need(Scope.ADMIN, "storeThresholds");
        }
        return JobsController.accepted(evaluations.submit(body.toRequest()));
    }

    @GetMapping(
            path = "/jobs/{jobId}/report",
            produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "Show the report that an evaluation job ended with",
            description =
                    "A page that needs nothing else, with plots and pictures of the dataset's people, or its numbers with"
                            + " Accept: application/json.")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
            })
    @ApiResponse(responseCode = "404", description = "There is no such job, or it has no report: see its status")
    ResponseEntity<Resource> report(@PathVariable String jobId, @RequestHeader HttpHeaders headers) {
        JobReport report = evaluations.report(jobId);
        if (report == null) {
            throw NoReportException.ofJob(jobId);
        }
        boolean isPage = ReportAnswer.isPagePreferred(headers.getAccept());
        return ReportAnswer.of(isPage, new ByteArrayResource(isPage ? report.page() : report.numbers()));
    }
}
