package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lists the test pictures of LLCM as its authors' evaluation does, by folder, whatever their names: galleries are places in
 * the sorted files of a person and camera. The index says how many there must be.
 */
final class LlcmTestPictures {
    private static final Pattern PICTURE =
            Pattern.compile("test_(?:vis|nir)/cam(?<camera>[1-9])/(?<person>\\d{4})/[^/]+\\.jpg");

    private final SetFolder folder;
    private final Consumer<String> problems;

    LlcmTestPictures(SetFolder folder, Consumer<String> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    private record Shots(PersonId person, CameraId camera, Modality modality) {
        static Map<Shots, Long> count(List<PersonImage> images) {
            return images.stream()
                    .map(image -> new Shots(image.person(), image.camera(), image.modality()))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }

        @Override
        public String toString() {
            return "identity (%s) by camera (%s), %s".formatted(person, camera, modality.label());
        }
    }

    /** @param indexed what the index names; identities that it does not are left out */
    List<PersonImage> list(List<PersonImage> indexed) {
        Set<PersonId> persons = indexed.stream().map(PersonImage::person).collect(Collectors.toSet());
        List<PersonImage> images = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            String name = "test_" + Llcm.spectrum(modality);
            for (Path file : folder.files(name, "LLCM's layout has vis, nir, test_vis and test_nir.", problems)) {
                add(file, modality, images);
            }
        }
        images.removeIf(image -> !persons.contains(image.person()));
        requireAsMany(Shots.count(indexed), Shots.count(images));
        return images;
    }

    private void add(Path file, Modality modality, List<PersonImage> images) {
        Matcher matcher = PICTURE.matcher(folder.relative(file));
        if (!matcher.matches()) {
            problems.accept(
                    "The file (%s) does not fit the pattern test_<vis or nir>/cam<1-9>/<id, 4 digits>/<name>.jpg. Maybe it does not belong to the set."
                            .formatted(file));
            return;
        }
        CameraId camera = Llcm.camera(Integer.parseInt(matcher.group("camera")));
        images.add(new PersonImage(file, new PersonId(matcher.group("person")), camera, modality));
    }

    private void requireAsMany(Map<Shots, Long> expected, Map<Shots, Long> found) {
        Set<Shots> all = new HashSet<>(expected.keySet());
        all.addAll(found.keySet());
        List<String> differences = all.stream()
                .filter(shots -> !expected.getOrDefault(shots, 0L).equals(found.getOrDefault(shots, 0L)))
                .map(shots -> "of %s, %d instead of %d"
                        .formatted(shots, found.getOrDefault(shots, 0L), expected.getOrDefault(shots, 0L)))
                .sorted()
                .toList();
        if (!differences.isEmpty()) {
            problems.accept(
                    "The test folders hold other numbers of pictures than the index names in %d cases, the first: %s. Results of another selection are not comparable. Maybe the copy is incomplete."
                            .formatted(differences.size(), differences.get(0)));
        }
    }
}
