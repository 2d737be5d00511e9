package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** LLCM's {@code idx/test_id.txt}, one line of ids separated by commas, which the other index files imply. */
final class LlcmTestIds {
    private LlcmTestIds() {}

    /**
     * Tells if the file is there and names others than the index.
     *
     * @param test the pictures of the index's test part
     */
    static void check(SetFolder folder, List<PersonImage> test, Consumer<String> problems) {
        Path file = folder.resolve("idx/test_id.txt");
        if (!Files.exists(file)) {
            return;
        }
        Set<String> indexed =
                test.stream().map(image -> image.person().value()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>(read(file));
        if (!named.equals(indexed)) {
            Set<String> onlyNamed = new TreeSet<>(named);
            onlyNamed.removeAll(indexed);
            indexed.removeAll(named);
            problems.accept(
                    "The id file (%s) disagrees with test_vis.txt and test_nir.txt: only it has the identities %s, only they have %s. Maybe they come from different splits."
                            .formatted(file, onlyNamed, indexed));
        }
    }

    private static List<String> read(Path file) {
        try {
            return List.of(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip().split("\\s*,\\s*"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The id file (%s) cannot be read. Maybe the process lacks the permission.".formatted(file), e);
        }
    }
}
