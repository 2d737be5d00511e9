package io.vesper.dataset;

import static java.util.Objects.requireNonNull;

import io.vesper.dataset.IndexFile.Entry;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The index files that RegDB comes with, out of the compact form that Vesper brings along. */
final class PublishedRegDb {
    /** The pictures of each person: {@code person ID VIEW v FRAME... t FRAME...}. */
    private final Map<String, List<String>> persons = new HashMap<>();

    /** The identities of each part, in the order of their labels: {@code train SPLIT ID...}. */
    private final List<List<String>> parts = new ArrayList<>();

    private PublishedRegDb(int split) {
        for (List<String> words : ResourceLines.words("/protocols/regdb.txt")) {
            if (words.get(0).equals("person")) {
                persons.put(words.get(1), words);
            } else if (words.get(1).equals(String.valueOf(split))) {
                parts.add(words);
            }
        }
    }

    /**
     * The four files of a split.
     *
     * @param split 1 to 10
     */
    static List<IndexFile> files(int split) {
        PublishedRegDb regDb = new PublishedRegDb(split);
        return regDb.parts.stream()
                .flatMap(part -> Stream.of(Modality.values()).map(modality -> regDb.file(part, modality)))
                .toList();
    }

    private IndexFile file(List<String> part, Modality modality) {
        List<Entry> entries = new ArrayList<>();
        List<String> ids = part.subList(2, part.size());
        for (String id : ids) {
            for (String picture : pictures(requireNonNull(persons.get(id)), modality)) {
                entries.add(new Entry(picture, ids.indexOf(id)));
            }
        }
        String name = "%s_%s_%s.txt".formatted(part.get(0), RegDb.spectrum(modality), part.get(1));
        return new IndexFile(name, modality, entries);
    }

    private static List<String> pictures(List<String> person, Modality modality) {
        int thermal = person.lastIndexOf("t");
        boolean isVisible = modality == Modality.VISIBLE;
        return (isVisible ? person.subList(4, thermal) : person.subList(thermal + 1, person.size()))
                .stream()
                        .map(frame -> "%s/%s/%s_%s_%s_%s.bmp"
                                .formatted(
                                        RegDb.folder(modality),
                                        person.get(1),
                                        person.get(2),
                                        isVisible ? "v" : "t",
                                        frame,
                                        person.get(1)))
                        .toList();
    }
}
