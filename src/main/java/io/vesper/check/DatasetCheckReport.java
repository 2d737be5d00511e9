package io.vesper.check;

import io.vesper.check.Problem.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check of a dataset found.
 *
 * @param dataset the set's name
 * @param images how many pictures it has in all
 * @param counts by part and modality
 * @param identities each one's counts, part by part, ascending
 * @param problems each once, errors first
 */
public record DatasetCheckReport(
        String dataset, int images, List<PartCounts> counts, List<IdentityCounts> identities, List<Problem> problems) {
    private static final int SHOWN_ERRORS = 20;

    public DatasetCheckReport {
        counts = List.copyOf(counts);
        identities = List.copyOf(identities);
        problems = List.copyOf(problems);
    }

    /** The problems for which training refuses the set. */
    public List<Problem> errors() {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    public boolean hasErrors() {
        return !errors().isEmpty();
    }

    /**
     * Stops whoever would learn from a set with errors.
     *
     * @throws IllegalArgumentException that lists the errors, if there are any
     */
    public void requireNoErrors() {
        List<Problem> errors = errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("The dataset (%s) has %d error(s):%n%s%s"
                    .formatted(
                            dataset,
                            errors.size(),
                            errors.stream()
                                    .limit(SHOWN_ERRORS)
                                    .map(Problem::message)
                                    .collect(Collectors.joining(System.lineSeparator())),
                            errors.size() > SHOWN_ERRORS ? "%n…".formatted() : ""));
        }
    }
}
