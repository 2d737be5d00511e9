package io.vesper.dataset;

import io.vesper.person.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits identities that nobody has split: by ascending SHA-256 of their ids (as UTF-8), the first 30 % are for testing, the
 * next 10 % for validation and the rest to train on, the numbers rounded to the nearest. So the split follows from the names
 * alone, and few identities change sides when some are added.
 */
final class FolderSplit {
    private static final double TEST = 0.3;
    private static final double VALIDATION = 0.1;

    private FolderSplit() {}

    static Map<PersonId, DatasetPart> of(Set<PersonId> persons) {
        List<PersonId> order =
                persons.stream().sorted(Comparator.comparing(FolderSplit::hash)).toList();
        long test = Math.round(order.size() * TEST);
        long validation = Math.round(order.size() * VALIDATION);
        Map<PersonId, DatasetPart> parts = new HashMap<>();
        for (PersonId person : order) {
            int place = parts.size();
            parts.put(
                    person,
                    place < test
                            ? DatasetPart.TEST
                            : place < test + validation ? DatasetPart.VALIDATION : DatasetPart.TRAIN);
        }
        return parts;
    }

    private static String hash(PersonId person) {
        try {
            byte[] bytes = person.value().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
