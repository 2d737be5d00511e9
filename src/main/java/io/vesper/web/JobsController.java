package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.ablation.AblationJobs;
import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.TrainingJobs;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Background jobs: submit, watch, stop, restart. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/jobs")
@Tag(name = "Jobs", description = "Background jobs: submit, watch, stop, restart")
class JobsController {
    private final JobQueue jobs;
    private final TrainingJobs training;
    private final AblationJobs ablations;
    private final AuditLog audit;

    JobsController(JobQueue jobs, TrainingJobs training, AblationJobs ablations, AuditLog audit) {
        this.jobs = jobs;
        this.training = training;
        this.ablations = ablations;
        this.audit = audit;
    }

    /** @param jobs newest first */
    record JobList(List<JobSnapshot> jobs) {}

    /** @param metrics one entry for each epoch, in order */
    record JobMetrics(List<Map<String, Object>> metrics) {}

    @PostMapping("/train")
    @Operation(
            summary = "Train a model",
            description =
                    "Queues the job and returns at once. A worker runs one job at a time, so a job that is submitted while"
                            + " another runs waits for its turn; equal jobs are not refused. To activate its model needs the scope `admin`.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "demo", value = JobExamples.TRAIN)))
    @QueuesJob
    ResponseEntity<JobSnapshot> train(@Valid @RequestBody TrainingBody body) {
        if (body.toRequest().activate()) {
            CallerAuthentication.need(Scope.ADMIN, "activate");
        }
        return accepted(training.submit(body.toRequest()), audit);
    }

    @PostMapping("/ablate")
    @Operation(
            summary = "Train with loss terms switched on and off",
            description =
                    "Queues one job that trains each row with each seed, one after the other, and returns at once."
                            + " Nothing is published: the job's result is the table, as Markdown and as numbers in percent.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(examples = @ExampleObject(name = "demo", value = JobExamples.ABLATE)))
    @QueuesJob
    ResponseEntity<JobSnapshot> ablate(@Valid @RequestBody AblationBody body) {
        return accepted(ablations.submit(body.toRequest()), audit);
    }

    static ResponseEntity<JobSnapshot> accepted(JobSnapshot job, AuditLog audit) {
        audit.record(AuditEvent.about(AuditAction.JOB_SUBMITTED, job.id()));
        return ResponseEntity.accepted()
                .location(URI.create("/jobs/" + job.id()))
                .body(job);
    }

    @GetMapping
    @Operation(summary = "List jobs", description = "Newest first, at most a thousand.")
    JobList list(
            @Parameter(
                            description = "Only of this type: train, ablate, evaluate, enroll or reembed",
                            example = "evaluate")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable JobStatus status) {
        return new JobList(jobs.list(type, status));
    }

    @GetMapping("/{jobId}")
    @Operation(summary = "Show a job")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = JobSnapshot.class),
                            examples = @ExampleObject(JobExamples.RUNNING)))
    JobSnapshot get(@PathVariable String jobId) {
        return jobs.get(jobId);
    }

    @GetMapping("/{jobId}/metrics")
    @Operation(summary = "Show a job's metrics, one entry for each epoch")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = JobMetrics.class),
                            examples = @ExampleObject(JobExamples.METRICS)))
    JobMetrics metrics(@PathVariable String jobId) {
        return new JobMetrics(jobs.metrics(jobId));
    }

    @PostMapping("/{jobId}/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Stop a job",
            description =
                    "A queued job is STOPPED at once. A running one is STOPPING until its next step boundary; what was"
                            + " committed is kept. 409 if it has ended.")
    JobSnapshot stop(@PathVariable String jobId) {
        return jobs.stop(jobId);
    }

    @PostMapping("/{jobId}/restart")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Restart a job",
            description =
                    "Queues a STOPPED or FAILED job again; it goes on after its last committed epoch. 409 otherwise.")
    JobSnapshot restart(@PathVariable String jobId) {
        return jobs.restart(jobId);
    }
}
