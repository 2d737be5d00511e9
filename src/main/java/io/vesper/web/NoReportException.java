package io.vesper.web;

/** A model has no report (HTTP 404). */
final class NoReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoReportException(String modelId) {
        super("The model (%s) has no report. Maybe it was imported, or trained before there were any."
                .formatted(modelId));
    }
}
