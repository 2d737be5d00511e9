package io.vesper.bulk;

import io.vesper.person.Printable;
import java.util.Arrays;

/** Names of files in an archive. Nothing is ever unpacked under them; they tell pictures apart, and callers which was which. */
final class ArchiveNames {
    private static final int MAX_LENGTH = 256;

    private ArchiveNames() {}

    /** @throws IllegalArgumentException if it is not a plain relative path */
    static String checked(String name) {
        boolean isPlain = !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.indexOf('\\') < 0
                && name.indexOf(':') < 0
                && name.chars().noneMatch(Character::isISOControl)
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!isPlain) {
            throw new IllegalArgumentException(
                    "The file name (%s) must be a relative path of 1 to %d characters with plain slashes and without . and .. in it."
                            .formatted(Printable.of(name), MAX_LENGTH));
        }
        return name;
    }
}
