package io.vesper.job;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes Spring Batch's records of a killed run restartable. Only for jobs whose claim is held: then what looks as if it were
 * running runs no more.
 */
final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final JobRepository repository;
    private final JobOperator operator;

    Leftovers(JobRepository repository, JobOperator operator) {
        this.repository = repository;
        this.operator = operator;
    }

    /** The job's last execution, which can be restarted unless it is complete; null if there is none. */
    @Nullable
    JobExecution clear(String type, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(type, parameters);
        if (instance == null) {
            return null;
        }
        JobExecution last = repository.getLastJobExecution(instance);
        if (last == null) {
            // Killed between the two inserts; an instance without an execution would be refused for ever.
            repository.deleteJobInstance(instance);
            return null;
        }
        if (last.isRunning()) {
            log.info("Job execution {} was left {} by a killed process; it goes on", last.getId(), last.getStatus());
            return operator.recover(last);
        }
        failUnknown(last);
        return last;
    }

    /**
     * A commit whose outcome is unknown is no danger here: every step of a job can be done again. A step seems to run on if the
     * database was away when it ended.
     */
    private void failUnknown(JobExecution execution) {
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning()) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (execution.getStatus() == BatchStatus.UNKNOWN) {
            execution.setStatus(BatchStatus.FAILED);
            repository.update(execution);
        }
    }
}
