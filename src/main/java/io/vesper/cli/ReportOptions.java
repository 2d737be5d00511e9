package io.vesper.cli;

import io.vesper.assessment.ComparedEvaluations;
import io.vesper.embedding.ModelManifest;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.report.EvaluationReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command writes a report, and where. */
final class ReportOptions {
    private static final String SUFFIX = ".html";
    private static final String PAGE = "report" + SUFFIX;

    @Option(
            names = "--report",
            paramLabel = "DIR_OR_FILE",
            description =
                    "Write tables, plots and pictures of people to this .html file, or to report.html in this folder; the numbers beside it as .json")
    @Nullable
    Path target;

    @Option(names = "--no-pictures", description = "Leave the pictures of people out of the report")
    boolean withoutPictures;

    /**
     * The page's file. Its folder is made, so that a wrong name is found before the work.
     *
     * @return null if no report is asked for
     * @throws CommandFailedException if the folder cannot be made
     */
    @Nullable
    Path page() {
        if (target == null) {
            return null;
        }
        boolean isFile = target.toString().endsWith(SUFFIX) && !Files.isDirectory(target);
        Path page = (isFile ? target : target.resolve(PAGE)).toAbsolutePath();
        try {
            Files.createDirectories(page.getParent());
            return page;
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The report's folder (%s) cannot be made. Maybe a file has that name.".formatted(page.getParent()),
                    e);
        }
    }

    /**
     * Writes the report.
     *
     * @throws CommandFailedException if a file cannot be written or read
     */
    void write(Path page, ComparedEvaluations evaluations, ModelManifest model, OpenSetRates errors) {
        try {
            EvaluationReportWriter.write(page, evaluations.report(model, errors, !withoutPictures));
        } catch (UncheckedIOException e) {
            throw new CommandFailedException("%s (%s)".formatted(e.getMessage(), e.getCause()), e);
        }
    }
}
