package io.vesper.protocol;

import io.vesper.person.PersonImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the authors of SYSU-MM01 published with their test identities. See
 * <a href="https://github.com/wuancong/SYSU-MM01">their repository</a>, {@code evaluation/data_split}.
 *
 * @param testIds the 96 test identities
 * @param imageCounts how many pictures there are, by camera ({@code cam1}) and identity ({@code 0006})
 * @param officialPermutation for each of 10 trials the first 10 places of a permutation of the sorted pictures, 0-based, by
 *     visible camera and test identity
 */
record SysuRelease(
        Set<Integer> testIds,
        Map<String, Map<String, Integer>> imageCounts,
        Map<String, Map<String, List<List<Integer>>>> officialPermutation) {
    static final int TRIALS = 10;
    static final int MAX_SHOTS = 10;

    private static final String RESOURCE = "/protocols/sysu-mm01.json";

    static SysuRelease load() {
        try (InputStream in = SysuRelease.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The class path lacks (%s). Maybe the jar is damaged.".formatted(RESOURCE));
            }
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .readValue(in, SysuRelease.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether these are the pictures of SYSU-MM01's test identities, no more and no fewer identities. */
    boolean hasTestIdentitiesOf(List<PersonImage> test) {
        Set<String> persons = test.stream().map(image -> image.person().value()).collect(Collectors.toSet());
        return persons.equals(testIds.stream().map("%04d"::formatted).collect(Collectors.toSet()));
    }

    /**
     * Checks that no picture lacks or was added, because draws are places in sorted lists of files.
     *
     * @param test the pictures of SYSU-MM01's test identities
     * @throws IllegalArgumentException naming the first view whose number of pictures differs
     */
    void requireAllPictures(List<PersonImage> test) {
        Map<String, Map<String, Long>> found = test.stream()
                .collect(Collectors.groupingBy(
                        image -> image.camera().value(),
                        Collectors.groupingBy(image -> image.person().value(), Collectors.counting())));
        for (String camera : new TreeSet<>(imageCounts.keySet())) {
            for (int id : new TreeSet<>(testIds)) {
                String person = "%04d".formatted(id);
                long expected = imageCounts.getOrDefault(camera, Map.of()).getOrDefault(person, 0);
                long actual = found.getOrDefault(camera, Map.of()).getOrDefault(person, 0L);
                requireEqual(expected, actual, person, camera);
            }
        }
    }

    private static void requireEqual(long expected, long actual, String person, String camera) {
        if (expected != actual) {
            throw new IllegalArgumentException(
                    "SYSU-MM01 has %d pictures of identity (%s) by camera (%s), but the dataset has %d. Results of another selection are not comparable. Maybe the copy is incomplete."
                            .formatted(expected, person, camera, actual));
        }
    }

    /**
     * The published gallery of a trial.
     *
     * @param view of a test identity by a visible camera that saw it
     * @param trial 0 to 9
     * @param shots 1 to 10
     * @return places in the sorted pictures of the view
     */
    List<Integer> draw(View view, int trial, int shots) {
        return Objects.requireNonNull(officialPermutation
                        .getOrDefault(view.camera().value(), Map.of())
                        .get(view.person().value()))
                .get(trial)
                .subList(0, shots);
    }
}
