package io.vesper.bulk;

import io.vesper.embedding.ModelRegistry;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.util.Map;

/** Submits jobs that embed all galleries with a model beforehand, so that its activation has little left to do. */
public final class ReembeddingJobs {
    /** The type of such a job, and the name of its Spring Batch job. */
    public static final String TYPE = "reembed";

    static final String MODEL_ID = "modelId";

    private final JobQueue queue;
    private final ModelRegistry models;

    ReembeddingJobs(JobQueue queue, ModelRegistry models) {
        this.queue = queue;
        this.models = models;
    }

    /**
     * Embeds what is enrolled with a model.
     *
     * @return the queued job; its result will be how many {@code images} the model has embedded, and which are {@code unreadable}
     * @throws io.vesper.embedding.NoSuchModelException if it is not published
     */
    public JobSnapshot submit(String modelId) {
        models.model(modelId);
        return queue.submit(TYPE, Map.of(MODEL_ID, modelId));
    }
}
