package io.vesper.check;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.protocol.Trial;
import java.util.ArrayList;
import java.util.List;

/** Whether the people of a set can be searched for under its protocol: better known before the training than after it. */
final class SearchProblems {
    private SearchProblems() {}

    static List<Problem> of(PersonDataset dataset) {
        List<Problem> problems = new ArrayList<>();
        add(dataset, DatasetPart.TEST, problems);
        if (!dataset.validation().isEmpty()) {
            add(dataset, DatasetPart.VALIDATION, problems);
        }
        return problems;
    }

    private static void add(PersonDataset dataset, DatasetPart part, List<Problem> problems) {
        Protocol protocol = ProtocolChoice.STANDARD.of(dataset.layout());
        try {
            Trial trial = protocol.trials(dataset, part).get(0);
            if (trial.queries().stream().noneMatch(query -> hasMatch(query, trial, protocol))) {
                problems.add(Problem.error(
                        "No query of the part (%s) has a match in the gallery, so it cannot be evaluated (%s). Maybe each person was seen in one modality or at one place only."
                                .formatted(part.label(), protocol.description())));
            }
        } catch (IllegalArgumentException e) {
            problems.add(
                    Problem.error("The part (%s) cannot be evaluated: %s".formatted(part.label(), e.getMessage())));
        }
    }

    private static boolean hasMatch(PersonImage query, Trial trial, Protocol protocol) {
        return trial.gallery().stream()
                .anyMatch(image -> image.person().equals(query.person())
                        && !protocol.rule().isIgnored(query, image));
    }
}
