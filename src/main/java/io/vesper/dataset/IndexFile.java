package io.vesper.dataset;

import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that lists pictures of one part and modality of a set, each with the number of its identity, from 0.
 *
 * @param name the file's
 * @param modality of all its pictures
 * @param entries one a line
 */
record IndexFile(String name, Modality modality, List<Entry> entries) {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,6})");

    IndexFile {
        entries = List.copyOf(entries);
    }

    /**
     * One line.
     *
     * @param picture its path in the set, with slashes
     * @param label the number of its identity within the part
     */
    record Entry(String picture, int label) {
        @Override
        public String toString() {
            return picture + " " + label;
        }
    }

    /** @throws IllegalArgumentException naming the file, the line and the rule it breaks */
    static IndexFile read(Path file, Modality modality) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                entries.add(new Entry(matcher.group(1), Integer.parseInt(matcher.group(2))));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException(
                        "The index file (%s) has the line %d (%s), which is not a path, a blank and a number. Maybe the copy is damaged."
                                .formatted(file, i + 1, IdentitySplit.shortened(line)));
            }
        }
        return new IndexFile(file.getFileName().toString(), modality, entries);
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The index file (%s) is missing. Maybe the copy is incomplete; without the whole folder idx, the published index is taken."
                            .formatted(file));
        }
        try {
            // Any byte is a character here, so that a binary file is reported as a bad line.
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The index file (%s) cannot be read. Maybe the process lacks the permission.".formatted(file), e);
        }
    }

    /**
     * Compares with the published file of the name; the order of lines does not matter.
     *
     * @return what differs, as one line for people; null if nothing does
     */
    @Nullable
    String differenceFrom(IndexFile published) {
        Set<Entry> added = new HashSet<>(entries);
        published.entries.forEach(added::remove);
        Set<Entry> lacking = new HashSet<>(published.entries);
        entries.forEach(lacking::remove);
        if (added.isEmpty() && lacking.isEmpty()) {
            return null;
        }
        return "The set's own index file (%s) was used, which is not the published one: it has %d other lines and lacks %d. Results are not comparable with published ones."
                .formatted(name, added.size(), lacking.size());
    }
}
