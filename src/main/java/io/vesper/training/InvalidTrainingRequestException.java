package io.vesper.training;

import java.util.List;
import java.util.stream.Collectors;

/** A training request breaks rules (HTTP 400). */
public final class InvalidTrainingRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * A rule that is broken.
     *
     * @param field the JSON field to blame, for example {@code dataset.path}
     * @param message names the value and the rule
     */
    public record Problem(String field, String message) {}

    public InvalidTrainingRequestException(String field, String message) {
        this(List.of(new Problem(field, message)));
    }

    /** @param problems at least one */
    InvalidTrainingRequestException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that was found, in the order of the checks. */
    public List<Problem> problems() {
        return problems;
    }
}
