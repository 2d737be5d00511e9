package io.vesper.web;

/** A model or a job has no report (HTTP 404). */
final class NoReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoReportException(String message) {
        super(message);
    }

    static NoReportException ofModel(String modelId) {
        return new NoReportException(
                "The model (%s) has no report. Maybe it was imported, or trained before there were any."
                        .formatted(modelId));
    }

    static NoReportException ofJob(String jobId) {
        return new NoReportException(
                "The job (%s) has no report. Maybe it has not completed, or is no evaluation.".formatted(jobId));
    }
}
