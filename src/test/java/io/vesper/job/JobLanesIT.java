package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** Jobs of different roles do not wait for each other, though one process has both. */
class JobLanesIT {
    @TempDir
    Path folder;

    private final CountingWork training = new CountingWork();

    static class ServedJob {
        @Bean
        JobType served() {
            return new JobType("served", Role.SERVE);
        }

        @Bean
        Job servedJob(JobRepository repository, PlatformTransactionManager transactions) {
            return new JobBuilder("served", repository)
                    .start(new StepBuilder("served", repository)
                            .tasklet((contribution, context) -> RepeatStatus.FINISHED, transactions)
                            .build())
                    .build();
        }
    }

    @Test
    void aLongTrainingDoesNotKeepAServedJobWaiting() {
        CountDownLatch release = new CountDownLatch(1);
        training.before = (job, unit) -> CountingWork.await(release);
        try (JobApp app =
                new JobApp(folder, folder.resolve("db"), training, CountingWork.Configuration.class, ServedJob.class)) {
            String train = app.queue().submit("count", Map.of()).id();
            app.await(train, job -> job.status() == JobStatus.RUNNING);

            String served = app.queue().submit("served", Map.of()).id();

            assertThat(app.awaitEnd(served).status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(app.queue().get(train).status()).isEqualTo(JobStatus.RUNNING);
            release.countDown();
            assertThat(app.awaitEnd(train).status()).isEqualTo(JobStatus.COMPLETED);
        }
    }
}
