package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happens to a job, as it happens. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "Jobs")
class JobEventsController {
    private final JobEvents events;
    private final JobEventStreams streams;

    JobEventsController(JobEvents events, JobEventStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    @GetMapping(path = "/jobs/{jobId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Listen to a job",
            description =
                    "Server-Sent Events: progress (as in the job), metrics (one for each epoch), state (the whole job). The stream ends"
                            + " with the job, and after ten minutes; with the id of the last event nothing is told twice.")
    @ApiResponse(
            responseCode = "200",
            description = "Events; comments in between keep the connection alive",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(JobExamples.EVENTS)))
    @ApiResponse(responseCode = "204", description = "The job has ended, and the last event told that")
    @ApiResponse(responseCode = "429", description = "There are too many listeners")
    ResponseEntity<SseEmitter> listen(
            @PathVariable String jobId,
            @Parameter(description = "Id of the last event that was heard", example = "RUNNING:3:3")
                    @RequestHeader(name = JobEventCursor.HEADER, required = false)
                    @Nullable
                    String lastEventId) {
        JobEventCursor heard = JobEventCursor.read(lastEventId);
        JobEvents.News news = events.after(heard, jobId);
        return news.isLast() && news.events().isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok().header("X-Accel-Buffering", "no").body(streams.open(jobId, heard));
    }
}
