package io.vesper.web;

import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.DamagedModelException;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.explanation.UnreadableEnrolledImageException;
import io.vesper.gallery.AlreadyEnrolledException;
import io.vesper.gallery.NoSuchGalleryException;
import io.vesper.gallery.NoSuchPersonException;
import io.vesper.http.FieldProblem;
import io.vesper.http.FrameworkErrorHandler;
import io.vesper.http.InvalidRequestException;
import io.vesper.http.LengthRequiredException;
import io.vesper.http.Problems;
import io.vesper.job.JobConflictException;
import io.vesper.job.NoSuchJobException;
import io.vesper.job.QueueFullException;
import io.vesper.search.ForeignEmbeddingException;
import io.vesper.search.NoThresholdException;
import io.vesper.serving.ActivationRunningException;
import io.vesper.serving.ModelInUseException;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.store.NoSuchImageException;
import io.vesper.training.InvalidTrainingRequestException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever goes wrong into a problem document. A fault of ours is logged, and the answer says nothing of its inside. */
@RestControllerAdvice
class ErrorHandler extends FrameworkErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);
    /** Jobs take minutes. */
    private static final long QUEUE_FULL_RETRY_SECONDS = 60;

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException e) {
        return Problems.invalid(e.problems());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidTrainingRequestException e) {
        return Problems.invalid(e.problems().stream()
                .map(problem -> new FieldProblem(problem.field(), problem.message()))
                .toList());
    }

    @ExceptionHandler
    ProblemDetail foreign(ForeignEmbeddingException e) {
        return Problems.invalid(List.of(new FieldProblem("embedding", String.valueOf(e.getMessage()))));
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedPictureException e) {
        boolean isOfNoKnownType = e.getCause() instanceof UnsupportedImageTypeException;
        HttpStatus status = isOfNoKnownType ? HttpStatus.UNSUPPORTED_MEDIA_TYPE : HttpStatus.UNPROCESSABLE_CONTENT;
        String field = "image[%d]".formatted(e.position());
        return Problems.of(
                status,
                "The picture %s is refused, and nothing of the request was kept.".formatted(field),
                List.of(new FieldProblem(field, String.valueOf(e.getMessage()))));
    }

    @ExceptionHandler
    ProblemDetail unreadable(UnreadableEnrolledImageException e) {
        String message = String.valueOf(e.getMessage());
        return Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, message, List.of(new FieldProblem(e.field(), message)));
    }

    @ExceptionHandler({
        NoSuchImageException.class,
        NoSuchPersonException.class,
        NoSuchGalleryException.class,
        NoSuchModelException.class,
        NoReportException.class,
        NoSuchJobException.class
    })
    ProblemDetail notFound(RuntimeException e) {
        return Problems.of(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler({
        ActivationRunningException.class,
        JobConflictException.class,
        ModelInUseException.class,
        DamagedModelException.class
    })
    ProblemDetail conflict(RuntimeException e) {
        return Problems.of(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail withoutThreshold(NoThresholdException e) {
        return Problems.of(
                HttpStatus.CONFLICT,
                e.getMessage(),
                List.of(new FieldProblem("maxFalseAlarm", String.valueOf(e.getMessage()))));
    }

    @ExceptionHandler
    ProblemDetail twice(AlreadyEnrolledException e) {
        ProblemDetail problem = Problems.of(HttpStatus.CONFLICT, e.getMessage());
        problem.setProperty("imageId", e.imageId());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> full(QueueFullException e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(QUEUE_FULL_RETRY_SECONDS))
                .body(Problems.of(HttpStatus.TOO_MANY_REQUESTS, e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unavailable(NoActiveModelException e) {
        return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail lengthless(LengthRequiredException e) {
        return Problems.of(HttpStatus.LENGTH_REQUIRED, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail fault(Exception e) {
        LOG.error("A request failed.", e);
        return Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong inside; the server's log tells what.");
    }
}
