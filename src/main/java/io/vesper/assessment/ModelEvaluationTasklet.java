package io.vesper.assessment;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.access.Caller;
import io.vesper.embedding.DamagedModelException;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates a model in one go. What is cut short is done again from the start, and comes to the same. */
final class ModelEvaluationTasklet implements Tasklet {
    private final RunningJobs running;
    private final EvaluationSources sources;
    private final JobReportStore reports;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final JsonMapper json;

    ModelEvaluationTasklet(
            RunningJobs running,
            EvaluationSources sources,
            JobReportStore reports,
            AuditLog audit,
            TransactionOperations transactions,
            JsonMapper json) {
        this.running = running;
        this.sources = sources;
        this.reports = reports;
        this.audit = audit;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = running.of(step);
        EvaluationRequest request = json.convertValue(job.job().parameters(), EvaluationRequest.class);
        ModelsFolder models = sources.models();
        try {
            EvaluationRun run = new EvaluationRun(job, request, models, models.model(request.modelId()));
            EvaluationRun.Outcome outcome = run.evaluate(request.begin(sources.datasets()));
            transactions.executeWithoutResult(status -> keep(job.job().id(), request, outcome));
            RunningJobs.setResult(step, json.convertValue(outcome.result(), EvaluationJobs.JSON_OBJECT));
        } catch (CancellationException e) {
            throw new JobInterruptedException(String.valueOf(e.getMessage()));
        } catch (NoSuchModelException | DamagedModelException e) {
            throw models.contains(request.modelId()) ? e : new WithdrawnModelException(request.modelId());
        }
        return RepeatStatus.FINISHED;
    }

    /** The file comes last: what cannot be entered is not stored, and what cannot be stored is not entered. */
    private void keep(String jobId, EvaluationRequest request, EvaluationRun.Outcome outcome) {
        reports.keep(jobId, outcome.report());
        if (request.storeThresholds()) {
            AuditEvent stored = AuditEvent.about(AuditAction.THRESHOLDS_STORED, request.modelId());
            Caller.job(jobId).run(() -> audit.record(stored));
            try {
                sources.models().store(request.modelId(), outcome.thresholds());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The thresholds of the model (%s) cannot be stored. Maybe vesper.models-dir is read-only."
                                .formatted(request.modelId()),
                        e);
            }
        }
    }
}
