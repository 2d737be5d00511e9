package io.vesper.http;

import java.util.Arrays;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says in our words what Spring refuses before a controller sees it. */
public abstract class FrameworkErrorHandler extends ResponseEntityExceptionHandler {
    /** Its own message quotes the value, which may be a person's name. */
    @ExceptionHandler
    public ProblemDetail notText(InvalidParameterException e) {
        return Problems.of(
                HttpStatus.BAD_REQUEST, "A parameter has characters that are not taken. Maybe encode them, in UTF-8.");
    }

    @ExceptionHandler
    public ProblemDetail notMultipart(MultipartException e) {
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "The multipart body cannot be read. Maybe it was cut short, or its boundary is missing.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(
                HttpStatus.CONTENT_TOO_LARGE, "The upload is too large. Maybe send fewer or smaller pictures at once.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = Problems.of(
                HttpStatus.NOT_FOUND, "There is nothing at this address. Maybe see /swagger-ui for those that exist.");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof BodyTooLargeException tooLarge) {
            ProblemDetail problem = Problems.of(HttpStatus.CONTENT_TOO_LARGE, tooLarge.getMessage());
            return handleExceptionInternal(e, problem, headers, HttpStatus.CONTENT_TOO_LARGE, request);
        }
        return handleExceptionInternal(e, JsonProblems.of(e), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> problems = e.getFieldErrors().stream()
                .map(error -> new FieldProblem(error.getField(), message(error)))
                .toList();
        return handleExceptionInternal(e, Problems.invalid(problems), headers, status, request);
    }

    private static String message(FieldError error) {
        return error.isBindingFailure() ? FormResolver.WRONG_TYPE : "It " + error.getDefaultMessage() + ".";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> type = e.getRequiredType();
        String message = type != null && type.isEnum()
                ? "It is not one of %s.".formatted(Arrays.toString(type.getEnumConstants()))
                : FormResolver.WRONG_TYPE;
        FieldProblem problem = new FieldProblem(String.valueOf(e.getPropertyName()), message);
        return handleExceptionInternal(e, Problems.invalid(List.of(problem)), headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getType() == null) {
            problem.setType(Problems.TYPE);
        }
        return super.createResponseEntity(body, headers, status, request);
    }
}
