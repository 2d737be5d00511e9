package io.vesper.web;

import io.vesper.embedding.NoSuchModelException;
import io.vesper.gallery.ActivationRunningException;
import io.vesper.gallery.NoActiveModelException;
import io.vesper.gallery.NoSuchImageException;
import io.vesper.gallery.RefusedPictureException;
import io.vesper.job.JobConflictException;
import io.vesper.job.NoSuchJobException;
import io.vesper.training.InvalidTrainingRequestException;
import io.vesper.transform.UnsupportedImageTypeException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever goes wrong into a problem document (RFC 9457). A fault of ours is logged and says nothing of its inside. */
@RestControllerAdvice
class ErrorHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);
    private static final String WRONG_TYPE =
            "It has the wrong type. Maybe a file was sent as text, without a file name.";
    private static final URI NO_TYPE = URI.create("about:blank");

    @ExceptionHandler
    ProblemDetail invalid(InvalidRequestException e) {
        return problem(HttpStatus.BAD_REQUEST, e.getMessage(), e.problems());
    }

    @ExceptionHandler
    ProblemDetail notMultipart(MultipartException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The multipart body cannot be read. Maybe it was cut short, or its boundary is missing.",
                List.of());
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedPictureException e) {
        boolean isOfNoKnownType = e.getCause() instanceof UnsupportedImageTypeException;
        HttpStatus status = isOfNoKnownType ? HttpStatus.UNSUPPORTED_MEDIA_TYPE : HttpStatus.UNPROCESSABLE_CONTENT;
        String field = "image[%d]".formatted(e.position());
        return problem(
                status,
                "The picture %s is refused; nothing of the request was kept.".formatted(field),
                List.of(new FieldProblem(field, String.valueOf(e.getMessage()))));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidTrainingRequestException e) {
        List<FieldProblem> problems = List.of(new FieldProblem(e.field(), String.valueOf(e.getMessage())));
        return problem(HttpStatus.BAD_REQUEST, "The request has invalid values.", problems);
    }

    @ExceptionHandler({NoSuchImageException.class, NoSuchModelException.class, NoSuchJobException.class})
    ProblemDetail notFound(RuntimeException e) {
        return problem(HttpStatus.NOT_FOUND, e.getMessage(), List.of());
    }

    @ExceptionHandler({ActivationRunningException.class, JobConflictException.class})
    ProblemDetail conflict(RuntimeException e) {
        return problem(HttpStatus.CONFLICT, e.getMessage(), List.of());
    }

    @ExceptionHandler
    ProblemDetail unavailable(NoActiveModelException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), List.of());
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ProblemDetail databaseDown(RuntimeException e) {
        LOG.error("The database does not answer.", e);
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Maybe try again.", List.of());
    }

    @ExceptionHandler
    ProblemDetail fault(Exception e) {
        LOG.error("A request failed.", e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong inside; the server's log tells what.",
                List.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, JsonProblems.of(e), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = "There is nothing at this address. Maybe see /swagger-ui for those that exist.";
        return handleExceptionInternal(e, problem(HttpStatus.NOT_FOUND, detail, List.of()), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = "The upload is too large. Maybe send fewer or smaller pictures at once.";
        return handleExceptionInternal(
                e, problem(HttpStatus.CONTENT_TOO_LARGE, detail, List.of()), headers, status, request);
    }

    /** Of a form, whose values are text or files, only a file that was sent as text can have the wrong type. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> problems = e.getFieldErrors().stream()
                .map(error -> new FieldProblem(
                        error.getField(),
                        error.isBindingFailure() ? WRONG_TYPE : String.valueOf(error.getDefaultMessage())))
                .toList();
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The request has invalid values.", problems);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> problems = List.of(new FieldProblem(String.valueOf(e.getPropertyName()), WRONG_TYPE));
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The request has invalid values.", problems);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getType() == null) {
            problem.setType(NO_TYPE);
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    static ProblemDetail problem(HttpStatus status, @Nullable String detail, List<FieldProblem> errors) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, detail == null ? status.getReasonPhrase() : detail);
        problem.setType(NO_TYPE);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
