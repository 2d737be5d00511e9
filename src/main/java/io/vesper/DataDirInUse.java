package io.vesper;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains a start that fails because another process holds the data folder's database. */
final class DataDirInUse extends AbstractFailureAnalyzer<SQLException> {
    /** H2: the database file is locked. */
    private static final int DATABASE_ALREADY_OPEN = 90020;

    private final Environment environment;

    DataDirInUse(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (cause.getErrorCode() != DATABASE_ALREADY_OPEN) {
            return null;
        }
        return new FailureAnalysis(
                "Another process uses the data folder (vesper.data-dir, %s)."
                        .formatted(environment.getProperty("vesper.data-dir")),
                "Stop it, or name another folder, for example with --vesper.data-dir (of a command: --data-dir).",
                failure);
    }
}
