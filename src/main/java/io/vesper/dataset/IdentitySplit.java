package io.vesper.dataset;

import io.vesper.person.PersonId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads which identity belongs to which part of a set in SYSU-MM01's layout. */
final class IdentitySplit {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int MAX_SHOWN = 40;

    private IdentitySplit() {}

    /**
     * Reads the three id files.
     *
     * @param folder the set's folder
     * @return the part of each identity, in the files' order
     * @throws IllegalArgumentException naming the file, the entry and the rule it breaks
     */
    static Map<PersonId, DatasetPart> read(SetFolder folder) {
        Map<PersonId, DatasetPart> parts = new LinkedHashMap<>();
        for (DatasetPart part : DatasetPart.values()) {
            String line = content(file(folder, part)).strip();
            if (!line.isEmpty()) {
                for (String entry : line.split(",", -1)) {
                    add(entry.strip(), part, file(folder, part), parts);
                }
            }
        }
        return parts;
    }

    /** The id file of a part. */
    static Path file(SetFolder folder, DatasetPart part) {
        return folder.resolve("exp/" + fileName(part));
    }

    private static String fileName(DatasetPart part) {
        return switch (part) {
            case TRAIN -> "train_id.txt";
            case VALIDATION -> "val_id.txt";
            case TEST -> "test_id.txt";
        };
    }

    private static void add(String entry, DatasetPart part, Path file, Map<PersonId, DatasetPart> parts) {
        if (!NUMBER.matcher(entry).matches()) {
            throw new IllegalArgumentException(
                    "The id file (%s) has the entry (%s), which is not a number of 1 to 4 digits. The file is one line of ids separated by commas."
                            .formatted(file, shortened(entry)));
        }
        PersonId person = new PersonId("%04d".formatted(Integer.parseInt(entry)));
        DatasetPart earlier = parts.putIfAbsent(person, part);
        if (earlier == part) {
            throw new IllegalArgumentException(
                    "The id file (%s) names the id (%s) twice. An id is named once.".formatted(file, entry));
        }
        if (earlier != null) {
            throw new IllegalArgumentException(
                    "The id file (%s) names the id (%s), which is already in %s. An id belongs to one part only."
                            .formatted(file, entry, fileName(earlier)));
        }
    }

    static String shortened(String entry) {
        String printable = entry.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() > MAX_SHOWN ? printable.substring(0, MAX_SHOWN) + "…" : printable;
    }

    private static String content(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The id file (%s) is missing. SYSU-MM01's layout has exp/train_id.txt, exp/val_id.txt and exp/test_id.txt; an empty part is a blank line."
                            .formatted(file));
        }
        try {
            // Any byte is a character here, so that a binary file is reported as a bad entry.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The id file (%s) cannot be read. Maybe the process lacks the permission.".formatted(file), e);
        }
    }
}
