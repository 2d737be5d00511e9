package io.vesper.assessment;

import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.ErrorRates;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import io.vesper.report.EvaluationReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** One run of an evaluation job. It may be stopped, and its model withdrawn, between two handfuls of pictures. */
final class EvaluationRun implements EvaluationProgress {
    private static final int HANDFUL = 64;

    private final RunningJob job;
    private final EvaluationRequest request;
    private final ModelsFolder models;
    private final PublishedModel model;
    private final long start = System.nanoTime();
    private int total = 1;
    private int done;
    private int shown;

    EvaluationRun(RunningJob job, EvaluationRequest request, ModelsFolder models, PublishedModel model) {
        this.job = job;
        this.request = request;
        this.models = models;
        this.model = model;
    }

    /**
     * What came of it.
     *
     * @param thresholds that were measured
     * @param result values by name, for JSON
     */
    record Outcome(JobReport report, OpenSet thresholds, Map<String, Object> result) {}

    /**
     * Evaluates. What comes of it is the caller's to keep.
     *
     * @throws CancellationException if the job may not go on
     * @throws WithdrawnModelException if the model is no longer what it was
     */
    Outcome evaluate(ComparedEvaluations evaluations) throws IOException {
        OpenSetRates errors = new ModelEvaluation(models, model, this).evaluate(evaluations);
        Path page = job.folder().resolve("report.html");
        EvaluationReportWriter.write(page, evaluations.report(model.manifest(), errors, true));
        JobReport report =
                new JobReport(Files.readAllBytes(page), Files.readAllBytes(page.resolveSibling("report.json")));
        checkBoundary();
        return new Outcome(report, errors.thresholds(), result(evaluations, errors));
    }

    private Map<String, Object> result(ComparedEvaluations evaluations, OpenSetRates errors) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("modelId", model.modelId());
        result.put("reports", evaluations.reports());
        result.put("errorRates", errorRates(errors));
        OpenSet thresholds = errors.thresholds();
        result.put("openSet", thresholds);
        result.put("thresholdsStored", request.storeThresholds());
        result.put("report", "/jobs/%s/report".formatted(job.job().id()));
        return result;
    }

    private static Map<String, Object> errorRates(OpenSetRates errors) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        errors.pairs().forEach((pair, rates) -> pairs.put(pair.label(), errorRates(rates)));
        return pairs;
    }

    private static Map<String, Object> errorRates(ErrorRates rates) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("strangers", rates.strangers());
        named.put("matches", rates.matches());
        named.put("equalErrorRate", rates.equalError().rate());
        named.put("equalErrorThreshold", rates.equalError().threshold());
        return named;
    }

    @Override
    public void begin(int images) {
        total = images;
        show();
    }

    @Override
    public void advance(int images) {
        done += images;
        if (done - shown >= HANDFUL || done == total) {
            show();
        }
    }

    private void show() {
        checkBoundary();
        shown = done;
        double seconds = (System.nanoTime() - start) / 1e9;
        Long eta = done == 0 ? null : Long.valueOf(Math.round(seconds * (total - done) / done));
        double perSecond = Math.round(10 * done / Math.max(seconds, 1e-3)) / 10.0;
        job.report(new JobProgress(done, total, "image", eta), Map.of("imagesPerSecond", perSecond));
    }

    private void checkBoundary() {
        if (!job.mayGoOn()) {
            throw new CancellationException("The job stops between two handfuls of pictures.");
        }
        String sha256 = models.model(model.modelId()).manifest().sha256();
        if (!sha256.equals(model.manifest().sha256())) {
            throw new WithdrawnModelException(model.modelId());
        }
    }
}
