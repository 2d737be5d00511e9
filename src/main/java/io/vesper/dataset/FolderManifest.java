package io.vesper.dataset;

import io.vesper.person.CameraId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a folder's {@code manifest.csv} says of its pictures; {@link PersonFolder} tells its columns.
 *
 * @param rows by file, relative to the folder, with slashes
 */
record FolderManifest(Map<String, Row> rows) {
    static final String NAME = "manifest.csv";
    private static final List<String> COLUMNS = List.of("file", "cameraId", "part");

    /**
     * @param camera null if the manifest has no such column
     * @param part likewise
     */
    record Row(@Nullable CameraId camera, @Nullable DatasetPart part) {}

    /**
     * Reads the manifest, if the folder has one.
     *
     * @throws IllegalArgumentException naming the file, the line and the rule it breaks
     */
    static @Nullable FolderManifest read(SetFolder folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        List<String> lines = lines(file);
        List<String> header = header(file, lines);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(file, i + 1, cells(file, i + 1, lines.get(i), header), rows);
            }
        }
        return new FolderManifest(rows);
    }

    private static List<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // Spreadsheets begin the file with a byte order mark.
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The manifest (%s) cannot be read: it must be a text file in UTF-8.".formatted(file), e);
        }
    }

    private static List<String> header(Path file, List<String> lines) {
        List<String> header = lines.isEmpty() ? List.of() : CsvLine.cells(lines.get(0));
        if (!header.contains("file") || !COLUMNS.containsAll(header) || new HashSet<>(header).size() < header.size()) {
            throw new IllegalArgumentException(
                    "The manifest (%s) has the columns %s. It must have (file), may have (cameraId) and (part), and nothing else; the first line names them."
                            .formatted(file, header));
        }
        return header;
    }

    private static Map<String, String> cells(Path file, int line, String text, List<String> header) {
        List<String> cells = CsvLine.cells(text);
        if (cells.size() != header.size()) {
            throw bad(
                    file,
                    line,
                    "has %d cells for %d columns. Maybe a comma in a name needs quotes around it."
                            .formatted(cells.size(), header.size()));
        }
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        return byColumn;
    }

    private static void add(Path file, int line, Map<String, String> cells, Map<String, Row> rows) {
        String name = cells.getOrDefault("file", "");
        if (rows.putIfAbsent(name, row(file, line, cells)) != null) {
            throw bad(file, line, "names the file (%s) a second time.".formatted(name));
        }
    }

    private static Row row(Path file, int line, Map<String, String> cells) {
        String camera = cells.get("cameraId");
        String part = cells.get("part");
        try {
            return new Row(camera == null ? null : new CameraId(camera), part == null ? null : DatasetPart.of(part));
        } catch (IllegalArgumentException e) {
            throw bad(file, line, "cannot be used: " + e.getMessage());
        }
    }

    private static IllegalArgumentException bad(Path file, int line, String rule) {
        return new IllegalArgumentException("The manifest (%s), line %d, %s".formatted(file, line, rule));
    }
}
