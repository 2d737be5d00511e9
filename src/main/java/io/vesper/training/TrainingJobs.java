package io.vesper.training;

import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Submits training jobs. */
public final class TrainingJobs {
    /** The type of a training job, and the name of its Spring Batch job. */
    public static final String TYPE = "train";

    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};
    private static final int SHORT_ID_LENGTH = 8;

    private final TrainingRuns runs;
    private final JobQueue queue;
    private final JsonMapper json;

    TrainingJobs(TrainingRuns runs, JobQueue queue, JsonMapper json) {
        this.runs = runs;
        this.queue = queue;
        this.json = json;
    }

    /**
     * Queues a training job. If one runs already, this one waits for its turn.
     *
     * @return the queued job; its result will be {@code {"modelId"}}
     * @throws IllegalArgumentException naming the value and the rule it breaks; then nothing is queued
     */
    public JobSnapshot submit(TrainingRequest request) {
        return queue.submit(TYPE, checked(request));
    }

    /**
     * Trains in the calling thread; stop, kill and restart work as for a queued job.
     *
     * @param onChange told of progress and status
     * @return the job as it ended; queued again if the process shuts down meanwhile
     * @throws IllegalArgumentException naming the value and the rule it breaks; then there is no job
     */
    public JobSnapshot runNow(TrainingRequest request, Consumer<JobSnapshot> onChange) {
        return queue.runNow(TYPE, checked(request), onChange);
    }

    private Map<String, Object> checked(TrainingRequest request) {
        runs.check(request);
        return json.convertValue(request, JSON_OBJECT);
    }

    /** The id that was asked for, or else {@code <preset>-<yyyyMMdd>-<short job id>}; the same at every try. */
    static String modelIdOf(JobSnapshot job, TrainingRequest request) {
        if (request.modelId() != null) {
            return request.modelId();
        }
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(
                job.createdAt().atOffset(ZoneOffset.UTC).toLocalDate());
        return "%s-%s-%s".formatted(request.preset(), day, job.id().substring(0, SHORT_ID_LENGTH));
    }
}
