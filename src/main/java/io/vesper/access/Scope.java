package io.vesper.access;

import io.vesper.person.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
    /** Search, and look at galleries. */
    QUERY,
    /** Put images into galleries, and change or delete them. */
    ENROLL,
    /** Submit, watch and steer jobs. */
    TRAIN,
    /** No more than any key may: read the metrics, and see which models and jobs there are. */
    METRICS,
    /** Everything: keys, the audit log, erasing people and galleries, the active model, and all that the other scopes allow. */
    ADMIN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the scopes there are */
    public static Scope of(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The scope (%s) is not one of %s."
                        .formatted(
                                Printable.of(label),
                                Arrays.stream(values()).map(Scope::label).collect(Collectors.joining(", ")))));
    }
}
