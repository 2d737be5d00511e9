package io.vesper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What tests in containers measured, in {@code target/containers.txt}. */
final class Figures {
    private static final Path FILE = Path.of("target", "containers.txt");

    private Figures() {}

    static synchronized void report(String format, Object... values) {
        try {
            Files.writeString(
                    FILE, format.formatted(values) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** Median and largest of at least one number. */
    static String spread(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return "%.2f s in the median, %.2f s at most"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
