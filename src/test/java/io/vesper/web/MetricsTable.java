package io.vesper.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of metrics in README.md. */
final class MetricsTable {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(vesper_\\w+)` \\|[^|]*\\|([^|]*)\\|[^|]*\\|$");
    private static final Pattern TAG = Pattern.compile("(?:^|; )`(\\w+)`");

    private MetricsTable() {}

    /** The tags of each metric, by its name. */
    static Map<String, Set<String>> read() throws IOException {
        Map<String, Set<String>> tags = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            tags.put(
                    row.group(1),
                    TAG.matcher(row.group(2).trim())
                            .results()
                            .map(tag -> tag.group(1))
                            .collect(Collectors.toSet()));
        }
        return tags;
    }
}
