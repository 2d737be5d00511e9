package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeftoversIT {
    @TempDir
    Path folder;

    private final CountingWork work = new CountingWork();

    @Test
    void everyTraceThatAKillLeavesInSpringBatchCanBeRestarted() {
        try (JobApp app = new JobApp(folder, folder.resolve("db"), work, CountingWork.Configuration.class)) {
            // Killed between the two inserts that make an instance and its execution.
            String noExecution = stopped(app);
            instance(app, noExecution);
            // Killed before the first step, within a step, and after a commit whose answer never came.
            String noStep = stopped(app);
            execution(app, noStep, BatchStatus.STARTING);
            String step = stopped(app);
            step(app, execution(app, step, BatchStatus.STARTED), BatchStatus.STARTED);
            String unknown = stopped(app);
            step(app, execution(app, unknown, BatchStatus.UNKNOWN), BatchStatus.UNKNOWN);
            // Killed when all was done, but the queue did not know yet.
            String done = stopped(app);
            execution(app, done, BatchStatus.COMPLETED);

            for (String id : List.of(noExecution, noStep, step, unknown, done)) {
                app.queue().restart(id);
                assertThat(app.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
            }
            assertThat(work.unitsOf(step)).containsExactly(3);
            assertThat(work.unitsOf(unknown)).containsExactly(3);
            assertThat(work.unitsOf(done)).isEmpty();
            assertThat(app.queue().get(done).result()).isEqualTo(Map.of("units", 9));
        }
    }

    @Test
    void databaseErrorBeforeTheRunGivesTheJobBackToBeTriedAgain() {
        try (JobApp app = new JobApp(folder, folder.resolve("db"), work, CountingWork.Configuration.class)) {
            JdbcClient jdbc = app.bean(JdbcClient.class);
            jdbc.sql("alter table batch_job_instance rename to hidden").update();
            String id = app.queue().submit("count", Map.of()).id();
            app.await(id, job -> job.status() == JobStatus.QUEUED && job.startedAt() != null);
            jdbc.sql("alter table hidden rename to batch_job_instance").update();

            assertThat(app.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(work.unitsOf(id)).containsExactly(1, 2, 3);
        }
    }

    /** A job that no worker takes before it is restarted. */
    private static String stopped(JobApp app) {
        String id = app.queue().submit("unheard-of", Map.of()).id();
        app.bean(JdbcClient.class)
                .sql("update job set type = 'count', status = 'STOPPED' where id = :id")
                .param("id", id)
                .update();
        return id;
    }

    private static JobInstance instance(JobApp app, String jobId) {
        return app.bean(JobRepository.class).createJobInstance("count", parameters(jobId));
    }

    private static JobParameters parameters(String jobId) {
        return new JobParametersBuilder().addString("jobId", jobId).toJobParameters();
    }

    private static JobExecution execution(JobApp app, String jobId, BatchStatus status) {
        JobRepository repository = app.bean(JobRepository.class);
        ExecutionContext context = new ExecutionContext();
        context.put("result", new LinkedHashMap<>(Map.of("units", 9)));
        JobExecution execution = repository.createJobExecution(instance(app, jobId), parameters(jobId), context);
        execution.setStatus(status);
        repository.update(execution);
        return execution;
    }

    private static void step(JobApp app, JobExecution execution, BatchStatus status) {
        JobRepository repository = app.bean(JobRepository.class);
        StepExecution step = repository.createStepExecution("count", execution);
        step.getExecutionContext().putInt("unit", 2);
        step.setStatus(status);
        repository.update(step);
        repository.updateExecutionContext(step);
    }
}
