package io.vesper.bulk;

import io.vesper.dataset.CsvLine;
import io.vesper.http.Fields;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an archive's {@code manifest.csv} says of its pictures: a line of column names, then a line for each picture. The columns are
 * {@code file}, {@code cameraId}, {@code modality} and, where known, {@code personId} and {@code capturedAt}.
 *
 * @param rows by file, in the order of the lines
 */
record ArchiveManifest(Map<String, Row> rows) {
    static final String NAME = "manifest.csv";
    private static final List<String> NEEDED = List.of("file", "cameraId", "modality");
    private static final List<String> COLUMNS = List.of("file", "personId", "cameraId", "modality", "capturedAt");

    /** @param position the picture's place, from 1 */
    record Row(int position, int line, ImageLabels labels) {}

    /**
     * Reads a manifest.
     *
     * @param maxRows refuses a longer one
     * @param problems told of every line that breaks a rule
     * @throws io.vesper.http.InvalidRequestException if its columns are not as they must be
     */
    static ArchiveManifest read(byte[] csv, GalleryName gallery, int maxRows, ArchiveProblems problems) {
        Iterator<String> lines = text(csv).lines().iterator();
        List<String> header = header(lines.hasNext() ? CsvLine.cells(lines.next()) : List.of());
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int line = 2; lines.hasNext(); line++) {
            String text = lines.next();
            // Lines that are wrong count as well: a small file may unpack to millions of them.
            if (line - 1 > maxRows) {
                throw ArchiveProblems.refused(
                        "%s has more than %d lines. Maybe send it in parts.".formatted(NAME, maxRows));
            }
            if (!text.isBlank()) {
                try {
                    add(line, cells(text, header), gallery, rows);
                } catch (IllegalArgumentException e) {
                    problems.add("%s, line %d: %s".formatted(NAME, line, e.getMessage()));
                }
            }
        }
        return new ArchiveManifest(rows);
    }

    private static String text(byte[] csv) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(csv))
                    .toString();
            // Spreadsheets begin the file with a byte order mark.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ArchiveProblems.refused("%s must be a text file in UTF-8.".formatted(NAME));
        }
    }

    private static List<String> header(List<String> header) {
        if (!header.containsAll(NEEDED)
                || !COLUMNS.containsAll(header)
                || new HashSet<>(header).size() < header.size()) {
            throw ArchiveProblems.refused(
                    "%s, line 1: The columns are %s. They must be file, cameraId and modality, may be personId and capturedAt, and nothing else."
                            .formatted(NAME, header));
        }
        return header;
    }

    private static Map<String, String> cells(String line, List<String> header) {
        List<String> cells = CsvLine.cells(line);
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    "It has %d cells for %d columns. Maybe a comma in a name needs quotes around it."
                            .formatted(cells.size(), header.size()));
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        return byColumn;
    }

    private static void add(int line, Map<String, String> cells, GalleryName gallery, Map<String, Row> rows) {
        String file = ArchiveNames.checked(cells.getOrDefault("file", ""));
        Row first = rows.putIfAbsent(file, new Row(rows.size() + 1, line, labels(cells, gallery)));
        if (first != null) {
            throw new IllegalArgumentException(
                    "The file (%s) has line %d already; a picture is enrolled once.".formatted(file, first.line()));
        }
    }

    private static ImageLabels labels(Map<String, String> cells, GalleryName gallery) {
        String person = given(cells, "personId");
        String time = given(cells, "capturedAt");
        Instant capturedAt = time == null ? null : Fields.time("capturedAt").apply(time);
        return new ImageLabels(
                gallery,
                person == null ? null : new PersonId(person),
                new CameraId(cells.getOrDefault("cameraId", "")),
                Modality.of(cells.getOrDefault("modality", "")),
                capturedAt,
                Map.of());
    }

    private static @Nullable String given(Map<String, String> cells, String column) {
        String cell = cells.getOrDefault(column, "");
        return cell.isEmpty() ? null : cell;
    }
}
