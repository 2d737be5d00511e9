package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.bulk.EnrolmentJobs;
import io.vesper.job.JobSnapshot;
import jakarta.validation.Valid;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Jobs that enrol many pictures, and what became of each picture. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class EnrolmentJobsController {
    private static final String SUMMARY = "Enrol many pictures";
    private static final String DESCRIPTION =
            "Pictures of a ZIP file with a manifest.csv, or of a dataset on the server. All of them are kept with the job before it is"
                    + " answered, or none, with everything named that is wrong; so the job survives a crash, and enrols each once. A"
                    + " picture that cannot be read is refused by itself. Enrolments do not wait for trainings; every server that is free takes part. The upload may be as large"
                    + " as vesper.enrolment.max-archive-size; it must say its length.";

    private final EnrolmentJobs enrolments;
    private final JobAccess access;

    EnrolmentJobsController(EnrolmentJobs enrolments, JobAccess access) {
        this.enrolments = enrolments;
        this.access = access;
    }

    @PostMapping(path = UploadLimits.ARCHIVES, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = SUMMARY, description = DESCRIPTION)
    // Both bodies: what the other method says of its own would stand in place of this one's.
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                        schema = @Schema(implementation = ArchiveForm.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = DatasetEnrolmentBody.class),
                        examples = @ExampleObject(name = "demo", value = JobExamples.ENROL))
            })
    @QueuesJob
    ResponseEntity<JobSnapshot> archive(@ModelAttribute ArchiveForm form) {
        ArchiveForm.Archive archive = form.toArchive();
        return JobsController.accepted(enrolments.submit(archive.file(), archive.gallery()));
    }

    @PostMapping(path = UploadLimits.ARCHIVES, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = SUMMARY, description = DESCRIPTION)
    @QueuesJob
    ResponseEntity<JobSnapshot> dataset(@Valid @RequestBody DatasetEnrolmentBody body) {
        JobSnapshot job = enrolments.submit(body.dataset().toReference(), body.whichSplit(), body.toGallery());
        return JobsController.accepted(job);
    }

    @GetMapping("/jobs/{jobId}/items")
    @Operation(
            summary = "Show what became of each picture of an enrolment job",
            description =
                    "In the order of the manifest or dataset. A picture that was erased from the gallery is not listed any more;"
                            + " a job of another type has none. For the key that submitted the job, or an administrator.")
    ItemPage items(@PathVariable String jobId, @ParameterObject @ModelAttribute ItemsForm form) {
        ItemsForm.ItemsRequest request = form.toRequest();
        access.check(jobId, "list the items");
        return ItemPage.of(
                enrolments.items(jobId, request.outcome(), request.after(), request.limit() + 1), request.limit());
    }
}
