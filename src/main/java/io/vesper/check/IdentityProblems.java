package io.vesper.check;

import io.vesper.dataset.DatasetLayout.CameraView;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the people and cameras of a set. */
final class IdentityProblems {
    private IdentityProblems() {}

    static List<Problem> of(PersonDataset dataset, List<IdentityCounts> identities) {
        List<Problem> problems = new ArrayList<>();
        for (DatasetPart part : DatasetPart.values()) {
            for (Modality modality : Modality.values()) {
                addWithout(identities, part, modality, problems);
            }
        }
        if (dataset.train().isEmpty()) {
            problems.add(Problem.error("There is no identity to train on. Maybe the set's train part is empty."));
        }
        addEmptyCameras(dataset, problems);
        return problems;
    }

    private static void addWithout(
            List<IdentityCounts> identities, DatasetPart part, Modality modality, List<Problem> problems) {
        List<String> persons = identities.stream()
                .filter(identity -> identity.part() == part && identity.images(modality) == 0)
                .map(IdentityCounts::person)
                .toList();
        if (persons.isEmpty()) {
            return;
        }
        String lack = "%d identities of the part (%s) have no %s picture: %s."
                .formatted(persons.size(), part.label(), modality.label(), String.join(", ", persons));
        problems.add(
                part == DatasetPart.TEST
                        ? Problem.warning(lack + " Their other pictures find nobody, or are only in the way.")
                        : Problem.error(lack + " Training needs at least one of each modality for each identity."));
    }

    private static void addEmptyCameras(PersonDataset dataset, List<Problem> problems) {
        Set<CameraView> seen = new HashSet<>();
        dataset.images().forEach(image -> seen.add(new CameraView(image.camera(), image.modality())));
        for (CameraView view : dataset.layout().cameras()) {
            if (!seen.contains(view)) {
                problems.add(
                        Problem.warning("The camera (%s) has no %s picture, though sets of the type (%s) have some."
                                .formatted(
                                        view.camera(),
                                        view.modality().label(),
                                        dataset.layout().label())));
            }
        }
    }
}
