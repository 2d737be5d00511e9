package io.vesper.http;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body, without the parser's inside. */
public final class JsonProblems {
    private JsonProblems() {}

    public static ProblemDetail of(HttpMessageNotReadableException e) {
        // A number that is too large for its field is found by the parser, not by the binding: both know the path.
        if (e.getCause() instanceof JacksonException binding
                && !binding.getPath().isEmpty()) {
            String message = binding instanceof UnrecognizedPropertyException
                    ? "It is unknown here."
                    : "It has the wrong type or an impossible value.";
            return Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "The JSON body has an invalid field.",
                    List.of(new FieldProblem(path(binding), message)));
        }
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "The body must be one JSON object. Maybe it is empty, cut short or not JSON.",
                List.of());
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
    }
}
