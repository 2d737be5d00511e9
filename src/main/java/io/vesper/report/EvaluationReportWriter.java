package io.vesper.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report to disk. */
public final class EvaluationReportWriter {
    private static final String PAGE = ".html";

    private EvaluationReportWriter() {}

    /**
     * Writes the page, and beside it the same numbers as JSON: {@code report.html} and {@code report.json}. Each appears whole
     * or not at all; folders that are missing are made.
     *
     * @param html the page's file, named {@code ….html}; a file of that name is replaced
     * @param input what to show
     * @throws IllegalArgumentException if the file is named otherwise
     * @throws UncheckedIOException if a picture cannot be read or a file cannot be written
     */
    public static void write(Path html, ReportInput input) {
        Path json = json(html);
        String page = ReportPage.of(input);
        String numbers = JsonMapper.shared().writeValueAsString(ReportJson.of(input));
        try {
            Files.createDirectories(json.toAbsolutePath().getParent());
            replace(json, numbers);
            replace(html, page);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The report (%s) cannot be written. Maybe the folder is read-only or the disk is full."
                            .formatted(html),
                    e);
        }
    }

    private static Path json(Path html) {
        Path name = html.getFileName();
        if (name == null || !name.toString().endsWith(PAGE)) {
            throw new IllegalArgumentException(
                    "The report's file (%s) must be named *%s. Maybe a folder was meant.".formatted(html, PAGE));
        }
        String stem = name.toString().substring(0, name.toString().length() - PAGE.length());
        return html.resolveSibling(stem + ".json");
    }

    private static void replace(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
