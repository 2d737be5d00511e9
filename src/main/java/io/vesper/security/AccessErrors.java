package io.vesper.security;

import io.vesper.access.NoSuchKeyException;
import io.vesper.access.Scope;
import io.vesper.access.ScopeMissingException;
import io.vesper.access.TooManyRequestsException;
import io.vesper.http.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says as problem documents why somebody is not let in. Asked before the handler of all other errors. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessErrors {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> noKey(AuthenticationException e) {
        String detail = e instanceof BadCredentialsException
                ? e.getMessage()
                : "A key is needed, in the header %s. Maybe it was left out.".formatted(Callers.HEADER);
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "ApiKey")
                .body(Problems.of(HttpStatus.UNAUTHORIZED, detail));
    }

    @ExceptionHandler
    ProblemDetail refused(AuthorizationDeniedException e) {
        return e.getAuthorizationResult() instanceof Ruling.ScopeMissing missing
                ? lacking(
                        missing.scope(),
                        "The key lacks the scope (%s), which this needs. Maybe another key has it."
                                .formatted(missing.scope().label()))
                : Problems.of(HttpStatus.FORBIDDEN, "The key does not allow this.");
    }

    @ExceptionHandler
    ProblemDetail scopeMissing(ScopeMissingException e) {
        return lacking(e.scope(), String.valueOf(e.getMessage()));
    }

    /** Names the scope on its own, for programs that ask for another key. */
    private static ProblemDetail lacking(Scope scope, String detail) {
        ProblemDetail problem = Problems.of(HttpStatus.FORBIDDEN, detail);
        problem.setProperty("scope", scope.label());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail foreign(AccessDeniedException e) {
        return Problems.of(HttpStatus.FORBIDDEN, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequestsException e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.waitSeconds()))
                .body(Problems.of(HttpStatus.TOO_MANY_REQUESTS, e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noSuchKey(NoSuchKeyException e) {
        return Problems.of(HttpStatus.NOT_FOUND, e.getMessage());
    }

    /** The firewall's own words name its classes and settings. */
    @ExceptionHandler
    ProblemDetail rejected(RequestRejectedException e) {
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "The method, the path, a header or a parameter has characters that are not taken. Maybe encode them, in UTF-8.");
    }
}
