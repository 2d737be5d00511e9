package io.vesper.check;

import io.vesper.person.PersonId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with the files of a set. */
final class PictureProblems {
    private PictureProblems() {}

    static List<Problem> of(List<CheckedPicture> pictures) {
        List<Problem> problems = new ArrayList<>();
        for (CheckedPicture picture : pictures) {
            if (picture.fault() != null) {
                problems.add(Problem.error("The picture (%s) cannot be used: %s"
                        .formatted(picture.image().file(), picture.fault())));
            }
        }
        problems.addAll(copies(pictures));
        return problems;
    }

    /** Broken files are told as such, and not once more as copies of each other. */
    private static List<Problem> copies(List<CheckedPicture> pictures) {
        Map<String, List<CheckedPicture>> byContent = pictures.stream()
                .filter(picture -> picture.fault() == null)
                .collect(Collectors.groupingBy(CheckedPicture::content, LinkedHashMap::new, Collectors.toList()));
        List<Problem> problems = new ArrayList<>();
        byContent.forEach((content, same) -> {
            Set<PersonId> persons = same.stream()
                    .map(picture -> picture.image().person())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (persons.size() > 1) {
                List<Path> files =
                        same.stream().map(picture -> picture.image().file()).toList();
                problems.add(Problem.warning(
                        "The identities %s share a picture: the files %s have the same content. A picture shows one person; maybe it was filed twice."
                                .formatted(persons, files)));
            }
        });
        return problems;
    }
}
