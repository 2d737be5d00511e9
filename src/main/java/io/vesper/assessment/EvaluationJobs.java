package io.vesper.assessment;

import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Submits evaluations of published models, and has the reports they end with. */
public final class EvaluationJobs {
    /** The type of an evaluation job, and the name of its Spring Batch job. */
    public static final String TYPE = "evaluate";

    static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};

    private final JobQueue queue;
    private final EvaluationSources sources;
    private final JobReportStore reports;
    private final JsonMapper json;

    EvaluationJobs(JobQueue queue, EvaluationSources sources, JobReportStore reports, JsonMapper json) {
        this.queue = queue;
        this.sources = sources;
        this.reports = reports;
        this.json = json;
    }

    /**
     * Queues an evaluation.
     *
     * @return the queued job; its result will be {@code {"modelId", "reports", "errorRates", "openSet", "thresholdsStored", "report"}}
     * @throws io.vesper.embedding.NoSuchModelException if the model is not published
     * @throws io.vesper.embedding.DamagedModelException if its manifest cannot be read
     * @throws io.vesper.training.InvalidTrainingRequestException naming the field that breaks a rule; then nothing is queued
     */
    public JobSnapshot submit(EvaluationRequest request) {
        request.begin(sources.datasets());
        sources.models().model(request.modelId());
        return queue.submit(TYPE, json.convertValue(request, JSON_OBJECT));
    }

    /**
     * The report that a job ended with.
     *
     * @return null if it has none: it has not ended, or is no evaluation
     * @throws io.vesper.job.NoSuchJobException if there is no such job
     */
    public @Nullable JobReport report(String jobId) {
        queue.get(jobId);
        return reports.find(jobId);
    }
}
