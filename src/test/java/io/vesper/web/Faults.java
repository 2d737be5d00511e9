package io.vesper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How long faults are tried, and what came of them: briefly in every build, at length where the system properties
 * {@code vesper.test.rounds} and {@code vesper.test.seconds} say so.
 */
final class Faults {
    private static final Path TABLE = Path.of("target", "faults.md");

    private Faults() {}

    static int rounds(int briefly) {
        return Integer.getInteger("vesper.test.rounds", briefly);
    }

    static Duration duration(Duration briefly) {
        Integer seconds = Integer.getInteger("vesper.test.seconds");
        return seconds == null ? briefly : Duration.ofSeconds(seconds);
    }

    /** The database that the tests run on. */
    static String store() {
        return System.getProperty("vesper.test.database", "h2");
    }

    /** Adds a line to {@code target/faults.md}: fault, rounds, acknowledged, lost, recovered in. */
    static synchronized void report(String fault, int rounds, long acknowledged, long lost, String recovered) {
        String line = "| %s | %d | %d | %d | %s |%n".formatted(fault, rounds, acknowledged, lost, recovered);
        try {
            Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
