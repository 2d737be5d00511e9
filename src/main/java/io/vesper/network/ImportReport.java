package io.vesper.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a weights file: each of its tensors, and each that a network needs and it lacks.
 *
 * @param rows under the names of the file's format
 */
public record ImportReport(List<Row> rows) {
    private static final String NO_SHAPE = "-";
    private static final int MIN_NAME_WIDTH = 12;

    /** What became of a tensor. */
    public enum Status {
        LOADED,
        /** The network needs it, the file lacks it. */
        MISSING,
        /** The file has it, the network has no place for it. */
        EXTRA,
        /** Both have it, in different shapes. */
        MISSHAPED,
        /** Known not to be needed: a backbone's own classifier, counters. */
        IGNORED
    }

    /**
     * One tensor.
     *
     * @param status what became of it
     * @param name in the file
     * @param expected the network's shape; null if it has no such tensor
     * @param found the file's shape; null if it has no such tensor
     */
    public record Row(
            Status status,
            String name,
            @Nullable List<Long> expected,
            @Nullable List<Long> found) {}

    public ImportReport {
        rows = List.copyOf(rows);
    }

    public long count(Status status) {
        return rows.stream().filter(row -> row.status == status).count();
    }

    /** Whether each tensor found its place, and no place stayed empty. */
    public boolean isExact() {
        return rows.stream().allMatch(row -> row.status == Status.LOADED || row.status == Status.IGNORED);
    }

    /** The counts in one line. */
    public String summary() {
        StringBuilder summary = new StringBuilder();
        for (Status status : Status.values()) {
            summary.append(summary.isEmpty() ? "" : ", ")
                    .append(count(status))
                    .append(' ')
                    .append(label(status));
        }
        return summary.toString();
    }

    /** A line for each tensor that did not fit, and one that counts those that were loaded, or are not needed. */
    public String table() {
        int width = rows.stream()
                .filter(row -> !isCounted(row.status))
                .mapToInt(row -> row.name.length())
                .max()
                .orElse(0);
        String line = "%-9s  %-" + Math.max(width, MIN_NAME_WIDTH) + "s  %-20s  %s";
        StringBuilder table = new StringBuilder(line.formatted("status", "name", "expected", "found"));
        for (Status status : Status.values()) {
            if (isCounted(status)) {
                table.append("\n%-9s  %d tensors".formatted(label(status), count(status)));
            } else {
                rows.stream()
                        .filter(row -> row.status == status)
                        .forEach(row -> table.append('\n')
                                .append(line.formatted(
                                        label(status), shown(row.name), shape(row.expected), shape(row.found))));
            }
        }
        return table.toString();
    }

    /** There are too many of these, and nothing is wrong with them. */
    private static boolean isCounted(Status status) {
        return status == Status.LOADED || status == Status.IGNORED;
    }

    private static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** A hostile file's name must not steer the terminal. */
    static String shown(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    private static String shape(@Nullable List<Long> shape) {
        return shape == null ? NO_SHAPE : shape.toString();
    }

    static List<Long> sizes(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
