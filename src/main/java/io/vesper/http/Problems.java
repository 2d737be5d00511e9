package io.vesper.http;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem documents (RFC 9457). */
public final class Problems {
    /** No problem here has a page of its own: the status says what kind it is. */
    static final URI TYPE = URI.create("about:blank");

    private Problems() {}

    public static ProblemDetail of(HttpStatus status, @Nullable String detail, List<FieldProblem> errors) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(status, detail == null ? status.getReasonPhrase() : detail);
        problem.setType(TYPE);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    public static ProblemDetail of(HttpStatus status, @Nullable String detail) {
        return of(status, detail, List.of());
    }

    /** A request with values that break rules. */
    public static ProblemDetail invalid(List<FieldProblem> errors) {
        String detail = "The request has %d invalid value%s.".formatted(errors.size(), errors.size() == 1 ? "" : "s");
        return of(HttpStatus.BAD_REQUEST, detail, errors);
    }
}
