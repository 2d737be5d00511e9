package io.vesper.embedding;

import org.jspecify.annotations.Nullable;

/** A published model's files do not fit together, so it is not used. */
public final class DamagedModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedModelException(String modelId, String rule, @Nullable Throwable cause) {
        super("The published model (%s) cannot be used: %s".formatted(modelId, rule), cause);
    }
}
