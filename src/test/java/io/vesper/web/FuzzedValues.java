package io.vesper.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Values of fields, by turns such as a client sends, such as an answer has named, and strange ones. */
final class FuzzedValues {
    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "null",
            "-1",
            "0",
            "1e999",
            "NaN",
            "9223372036854775808",
            "true",
            "..",
            "../../etc/passwd",
            "%00",
            "\u0000",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "東京",
            "😀",
            "\uD800",
            "a".repeat(300),
            "2026-11-24T08:15:00Z",
            "+999999999-12-31T23:59:59Z",
            "visible",
            "infrared",
            "default",
            "0007",
            "[]",
            "{}",
            "P30D");

    private static final Map<String, List<String>> HONEST = Map.of(
            "modality", List.of("visible", "infrared"),
            "galleryModality", List.of("visible", "infrared", "any"),
            "cameraId", List.of("1", "2"),
            "personId", List.of("p1", "p2", "p3"),
            "into", List.of("p1", "p2"),
            "capturedAt", List.of("2026-11-24T08:15:00Z"),
            "aggregate", List.of("max", "mean", "centroid"),
            "rerank", List.of("none", "k-reciprocal"),
            "timeToLive", List.of("P30D"),
            "attributes", List.of("{\"site\":\"north\"}"));
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int REMEMBERED = 200;

    private final List<String> ids = new ArrayList<>();
    private final Random random;

    FuzzedValues(Random random) {
        this.random = random;
    }

    /** Later values name what an answer has named: images, queries, jobs. */
    void learnFrom(String answer) {
        ID.matcher(answer).results().limit(10).map(MatchResult::group).forEach(ids::add);
        while (ids.size() > REMEMBERED) {
            ids.remove(0);
        }
    }

    /** For a field or parameter of this name. */
    String next(String name) {
        if (random.nextInt(10) == 0) {
            return STRANGE.get(random.nextInt(STRANGE.size()));
        }
        if (name.endsWith("Id") && !HONEST.containsKey(name) && !ids.isEmpty()) {
            return ids.get(random.nextInt(ids.size()));
        }
        List<String> values = random.nextInt(4) == 0 ? STRANGE : HONEST.getOrDefault(name, STRANGE);
        return values.get(random.nextInt(values.size()));
    }
}
