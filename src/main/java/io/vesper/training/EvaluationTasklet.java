package io.vesper.training;

import java.util.Map;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates the trained network; the metrics are committed with the step. */
final class EvaluationTasklet implements Tasklet {
    private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {};
    private static final String METRICS = "metrics";

    private final TrainingSessions sessions;
    private final JsonMapper json;

    EvaluationTasklet(TrainingSessions sessions, JsonMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        Map<String, Object> metrics = sessions.of(step).evaluate();
        step.getExecutionContext().putString(METRICS, json.writeValueAsString(metrics));
        return RepeatStatus.FINISHED;
    }

    /** What a completed evaluation step found. */
    Map<String, Object> metricsOf(StepExecution evaluation) {
        return json.readValue(evaluation.getExecutionContext().getString(METRICS), JSON_OBJECT);
    }
}
