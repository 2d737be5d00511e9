package io.vesper.bulk;

import io.vesper.http.FieldProblem;
import io.vesper.http.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an archive, so that one answer names it all; of very much, the beginning. */
final class ArchiveProblems {
    static final String FIELD = "archive";
    private static final int MAX_NAMED = 20;

    private final List<FieldProblem> problems = new ArrayList<>();
    private int unnamed;

    void add(String message) {
        if (problems.size() < MAX_NAMED) {
            problems.add(new FieldProblem(FIELD, message));
        } else {
            unnamed++;
        }
    }

    /** @throws InvalidRequestException if something was wrong */
    void check() {
        if (unnamed > 0) {
            problems.add(new FieldProblem(FIELD, "There are %d more such problems.".formatted(unnamed)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    static InvalidRequestException refused(String message) {
        return new InvalidRequestException(FIELD, message);
    }
}
