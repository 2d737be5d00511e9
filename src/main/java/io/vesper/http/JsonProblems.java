package io.vesper.http;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body, without the parser's inside. */
public final class JsonProblems {
    private JsonProblems() {}

    public static ProblemDetail of(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof DatabindException binding
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

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
    }
}
