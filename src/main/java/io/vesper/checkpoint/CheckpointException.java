package io.vesper.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A weights file is missing, damaged, or not what its name says. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckpointException(Path file, String rule, @Nullable Throwable cause) {
        super("The weights file (%s) cannot be used: %s".formatted(file, rule), cause);
    }

    CheckpointException(Path file, String rule) {
        this(file, rule, null);
    }
}
