package io.vesper.helm;

import com.google.gson.JsonElement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a model kept every value that it was given as it was. It may add empty ones. */
final class KeptValues {
    /** Quantities are strings or numbers. */
    private static final Set<String> QUANTITIES = Set.of("limits", "requests");

    private KeptValues() {}

    static void check(String path, JsonElement given, @Nullable JsonElement kept) {
        check(path, given, kept, false);
    }

    private static void check(String path, JsonElement given, @Nullable JsonElement kept, boolean areQuantities) {
        if (given.isJsonObject() && kept != null && kept.isJsonObject()) {
            given.getAsJsonObject()
                    .asMap()
                    .forEach((name, value) -> check(
                            path + "." + name,
                            value,
                            kept.getAsJsonObject().get(name),
                            areQuantities || QUANTITIES.contains(name)));
        } else if (given.isJsonArray() && kept != null && kept.isJsonArray()) {
            for (int i = 0; i < given.getAsJsonArray().size(); i++) {
                check(
                        path + "[" + i + "]",
                        given.getAsJsonArray().get(i),
                        kept.getAsJsonArray().get(i),
                        false);
            }
        } else if (!given.equals(kept) && !(areQuantities && isSameText(given, kept))) {
            throw new IllegalArgumentException(
                    "%s: the value (%s) is read as (%s). Maybe it has the wrong type.".formatted(path, given, kept));
        }
    }

    private static boolean isSameText(JsonElement given, @Nullable JsonElement kept) {
        return kept != null
                && given.isJsonPrimitive()
                && kept.isJsonPrimitive()
                && given.getAsString().equals(kept.getAsString());
    }
}
