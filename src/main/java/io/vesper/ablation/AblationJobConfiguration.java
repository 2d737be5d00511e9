package io.vesper.ablation;

import io.vesper.job.JobQueue;
import io.vesper.job.OutsideTransactions;
import io.vesper.job.RunningJobs;
import io.vesper.training.TrainingRuns;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The job {@code ablate}: train every cell (one epoch for each commit), lay out the table. */
@Configuration(proxyBeanMethods = false)
class AblationJobConfiguration {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    AblationJobConfiguration(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    @Bean
    Job ablationJob(AblationTasklet cells, Step cellsStep, Step tableStep) {
        return new JobBuilder(AblationJobs.TYPE, repository)
                .listener(cells)
                .start(cellsStep)
                .next(tableStep)
                .build();
    }

    @Bean
    Step cellsStep(AblationTasklet cells) {
        return new StepBuilder("cells", repository)
                .tasklet(cells, transactions)
                .transactionAttribute(new OutsideTransactions())
                .build();
    }

    @Bean
    Step tableStep(JsonMapper json) {
        Tasklet tabulate = (contribution, context) -> {
            var step = contribution.getStepExecution();
            AblationState state =
                    AblationState.latest(repository, step.getJobExecution().getJobInstance(), json);
            AblationTable table = AblationTable.of(state.results());
            List<?> entries = json.convertValue(table.entries(), List.class);
            RunningJobs.setResult(step, Map.of(AblationJobs.TABLE, table.markdown(), AblationJobs.ENTRIES, entries));
            return RepeatStatus.FINISHED;
        };
        return new StepBuilder("table", repository)
                .tasklet(tabulate, transactions)
                // Its result is committed after the step, so a kill in between must not skip it.
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    AblationTasklet ablationTasklet(TrainingRuns runs, RunningJobs jobs, JsonMapper json) {
        return new AblationTasklet(runs, jobs, repository, json);
    }

    @Bean
    AblationJobs ablationJobs(TrainingRuns runs, JobQueue queue, JsonMapper json) {
        return new AblationJobs(runs, queue, json);
    }
}
