package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** Work of three committed units; a test may do something before each. */
final class CountingWork implements Tasklet {
    static final int UNITS = 3;

    /** What happens before a unit. */
    interface Before {
        void unit(RunningJob job, int unit) throws Exception;
    }

    /** "jobId unit" for each unit begun. */
    final List<String> begun = new CopyOnWriteArrayList<>();

    volatile Before before = (job, unit) -> {};
    private volatile RunningJobs running;

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = running.of(step);
        if (!job.mayGoOn()) {
            throw new JobInterruptedException("asked to stop");
        }
        int unit = step.getExecutionContext().getInt("unit", 0) + 1;
        begun.add(job.job().id() + " " + unit);
        before.unit(job, unit);
        job.report(new JobProgress(unit, UNITS, "unit", null), Map.of("unit", unit));
        job.record(unit, Map.of("loss", 1.0 / unit));
        step.getExecutionContext().putInt("unit", unit);
        RunningJobs.setResult(step, Map.of("units", unit));
        return RepeatStatus.continueIf(unit < UNITS);
    }

    List<Integer> unitsOf(String jobId) {
        return begun.stream()
                .filter(entry -> entry.startsWith(jobId))
                .map(entry -> Integer.valueOf(entry.substring(jobId.length() + 1)))
                .toList();
    }

    /** Waits as a unit that takes its time. */
    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static class Configuration {
        @Bean
        Job count(
                JobRepository repository,
                PlatformTransactionManager transactions,
                CountingWork work,
                RunningJobs running) {
            work.running = running;
            return new JobBuilder("count", repository)
                    .start(new StepBuilder("count", repository)
                            .tasklet(work, transactions)
                            .build())
                    .build();
        }
    }
}
