package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.ablation.AblationJobs;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import io.vesper.http.Cursor;
import io.vesper.job.JobPage;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.training.TrainingJobs;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Background jobs: submit, watch. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/jobs")
@Tag(name = "Jobs", description = "Background jobs: submit, watch, stop, restart, delete")
class JobsController {
    private final JobQueue jobs;
    private final TrainingJobs training;
    private final AblationJobs ablations;

    JobsController(JobQueue jobs, TrainingJobs training, AblationJobs ablations) {
        this.jobs = jobs;
        this.training = training;
        this.ablations = ablations;
    }

    /** @param jobs newest first */
    record JobList(
            List<JobSnapshot> jobs,

            @Schema(description = "Hand it back as cursor for the next page; null: this was the last") @Nullable
            String nextCursor) {
        static JobList of(JobPage page) {
            Long next = page.next();
            return new JobList(page.jobs(), next == null ? null : Cursor.write(next));
        }
    }

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
        return accepted(training.submit(body.toRequest()));
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
        return accepted(ablations.submit(body.toRequest()));
    }

    static ResponseEntity<JobSnapshot> accepted(JobSnapshot job) {
        return ResponseEntity.accepted()
                .location(URI.create("/jobs/" + job.id()))
                .body(job);
    }

    @GetMapping
    @Operation(summary = "List jobs", description = "Newest first.")
    JobList list(@ParameterObject @ModelAttribute JobsForm form) {
        JobsForm.JobsRequest request = form.toRequest();
        return JobList.of(jobs.list(request.type(), request.status(), request.after(), request.limit()));
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
}
