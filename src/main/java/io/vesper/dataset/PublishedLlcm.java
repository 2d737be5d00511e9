package io.vesper.dataset;

import io.vesper.dataset.IndexFile.Entry;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The index files that LLCM comes with, out of the compact form that Vesper brings along. */
final class PublishedLlcm {
    private final Map<String, List<Entry>> entries = new TreeMap<>();
    private final Map<String, Integer> identities = new TreeMap<>();

    private PublishedLlcm() {
        String part = "";
        String person = "";
        for (List<String> words : ResourceLines.words("/protocols/llcm.txt")) {
            if (words.size() == 2) {
                part = words.get(0);
                person = words.get(1);
                identities.merge(part, 1, Integer::sum);
            } else {
                addClip(part, person, words);
            }
        }
    }

    /** @param words {@code MODALITY CAMERA CLIP FRAME...} */
    private void addClip(String part, String person, List<String> words) {
        String modality = words.get(0);
        List<Entry> file = entries.computeIfAbsent(part + "_" + modality, key -> new ArrayList<>());
        int label = identities.getOrDefault(part, 1) - 1;
        for (String frame : words.subList(3, words.size())) {
            String picture = "%s/%s/%s_c%s_s%s_f%s_%s.jpg"
                    .formatted(modality, person, person, words.get(1), words.get(2), frame, modality);
            file.add(new Entry(picture, label));
        }
    }

    /** The four files; those of the test part name the pictures as if they lay among the others. */
    static List<IndexFile> files() {
        List<IndexFile> files = new ArrayList<>();
        new PublishedLlcm()
                .entries.forEach((name, entries) -> files.add(new IndexFile(
                        name + ".txt", name.endsWith("vis") ? Modality.VISIBLE : Modality.INFRARED, entries)));
        return files;
    }
}
