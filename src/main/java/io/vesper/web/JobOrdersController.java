package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stops, restarts and deletes jobs, for whom {@link JobAccess} allows it. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/jobs/{jobId}")
@Tag(name = "Jobs")
class JobOrdersController {
    private static final String WHO =
            " Needs the scope that submitting such a job needs; an enrolment is its own key's, or an administrator's, to order.";

    private final JobQueue jobs;
    private final JobAccess access;

    JobOrdersController(JobQueue jobs, JobAccess access) {
        this.jobs = jobs;
        this.access = access;
    }

    @PostMapping("/stop")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Stop a job",
            description =
                    "A queued job is STOPPED at once. A running one is STOPPING until its next step boundary; what was"
                            + " committed is kept. 409 if it has ended." + WHO)
    JobSnapshot stop(@PathVariable String jobId) {
        access.check(jobId, "stop");
        return jobs.stop(jobId);
    }

    @PostMapping("/restart")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Restart a job",
            description = "Queues a STOPPED or FAILED job again; it goes on after what it has committed. 409 otherwise."
                    + WHO)
    @ApiResponse(responseCode = "202", description = "Queued again")
    @ApiResponse(responseCode = "429", description = "As many jobs of this type wait as may (vesper.jobs.max-queued)")
    JobSnapshot restart(@PathVariable String jobId) {
        access.check(jobId, "restart");
        if (changesTheAnswers(jobs.get(jobId))) {
            CallerAuthentication.need(Scope.ADMIN, "restart");
        }
        return jobs.restart(jobId);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a job",
            description =
                    "With its metrics, its report and the pictures that it has not enrolled; what it published or enrolled stays."
                            + " 409 unless it has ended." + WHO)
    @ApiResponse(responseCode = "204", description = "Deleted")
    void delete(@PathVariable String jobId) {
        access.check(jobId, "delete");
        jobs.delete(jobId);
    }

    private static boolean changesTheAnswers(JobSnapshot job) {
        return Stream.of("activate", "storeThresholds")
                .anyMatch(order -> Boolean.TRUE.equals(job.parameters().get(order)));
    }
}
