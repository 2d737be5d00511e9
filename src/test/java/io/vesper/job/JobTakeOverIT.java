package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

class JobTakeOverIT {
    @TempDir
    Path folder;

    private final CountingWork work = new CountingWork();

    private JobApp start(String process, CountingWork itsWork) {
        return new JobApp(folder.resolve(process), folder.resolve("db"), itsWork, CountingWork.Configuration.class);
    }

    @Test
    void twoWorkersOnOneDatabaseClaimEachJobOnce() throws InterruptedException {
        int jobs = 30;
        CountDownLatch ended = new CountDownLatch(jobs);
        CountDownLatch bothAtWork = new CountDownLatch(2);
        CountingWork otherWork = new CountingWork();
        work.before = (job, unit) -> meet(bothAtWork);
        otherWork.before = (job, unit) -> meet(bothAtWork);
        try (JobApp one = start("one", work);
                JobApp other = start("other", otherWork)) {
            for (JobApp app : List.of(one, other)) {
                app.onChange(job -> {
                    if (job.status().isEnded()) {
                        ended.countDown();
                    }
                });
            }
            List<String> ids = IntStream.range(0, jobs)
                    .mapToObj(i -> one.queue().submit("count", Map.of()).id())
                    .toList();

            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(one.queue().list(null, JobStatus.COMPLETED)).hasSize(jobs);
            for (String id : ids) {
                List<List<Integer>> units = List.of(work.unitsOf(id), otherWork.unitsOf(id));
                assertThat(units).containsExactlyInAnyOrder(List.of(1, 2, 3), List.of());
            }
        }
    }

    /** Nobody finishes a job before each of the two has one. */
    private static void meet(CountDownLatch bothAtWork) {
        bothAtWork.countDown();
        await(bothAtWork);
    }

    @Test
    void shutdownGivesTheJobBackAndTheNextStartGoesOn() {
        JobApp app = start("one", work);
        CountDownLatch closed = new CountDownLatch(1);
        work.before = (job, unit) -> {
            if (unit == 2) {
                new Thread(() -> {
                            app.close();
                            closed.countDown();
                        })
                        .start();
                while (job.mayGoOn()) {
                    Thread.onSpinWait();
                }
            }
        };
        String id = app.queue().submit("count", Map.of()).id();
        JobSnapshot given = app.await(id, job -> job.status() == JobStatus.QUEUED && job.startedAt() != null);
        await(closed);
        assertThat(given.progress()).isEqualTo(new JobProgress(2, 3, "unit", null));

        work.before = (job, unit) -> {};
        try (JobApp next = start("one", work)) {
            assertThat(next.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
        }
        assertThat(work.unitsOf(id)).containsExactly(1, 2, 3);
    }

    @Test
    void lapsedLeaseLetsAnotherWorkerTakeTheJobAndTheFirstOneChangesNothingAnyMore() {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        List<Boolean> goesOn = new CopyOnWriteArrayList<>();
        work.before = (job, unit) -> {
            if (unit == 2) {
                frozen.countDown();
                await(thawed);
                goesOn.add(job.mayGoOn());
            }
        };
        JobApp first = start("one", work);
        String id = first.queue().submit("count", Map.of()).id();
        await(frozen);
        CountingWork otherWork = new CountingWork();
        try (JobApp other = start("other", otherWork)) {
            lapse(first, id);
            JobSnapshot ended = other.awaitEnd(id);
            thawed.countDown();
            first.close(); // waits for its work

            assertThat(goesOn).containsExactly(false);
            assertThat(work.unitsOf(id)).containsExactly(1, 2);
            assertThat(otherWork.unitsOf(id)).containsExactly(2, 3);
            assertThat(ended.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(other.queue().get(id)).isEqualTo(ended);
        }
    }

    @Test
    void aSignOfLifeKeepsTheJob() {
        CountDownLatch release = new CountDownLatch(1);
        work.before = (job, unit) -> await(release);
        try (JobApp app = start("one", work)) {
            String id = app.queue().submit("count", Map.of()).id();
            app.await(id, job -> job.status() == JobStatus.RUNNING);
            Claims claims = app.bean(Claims.class);
            lapse(app, id);

            assertThat(claims.lapsed()).containsExactly(new Claim(id, 1));
            assertThat(claims.renew(new Claim(id, 1))).isTrue();
            assertThat(claims.lapsed()).isEmpty();
            assertThat(claims.renew(new Claim(id, 2))).isFalse();
            release.countDown();
            app.awaitEnd(id);
            assertThat(claims.renew(new Claim(id, 1))).isFalse();
        }
    }

    @Test
    void stoppingJobOfADeadWorkerIsStoppedAndCanBeRestarted() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        work.before = (job, unit) -> {
            begun.countDown();
            await(release);
        };
        JobApp first = start("one", work);
        String id = first.queue().submit("count", Map.of()).id();
        await(begun);
        first.queue().stop(id);
        CountingWork otherWork = new CountingWork();
        try (JobApp other = start("other", otherWork)) {
            lapse(first, id);
            assertThat(other.awaitEnd(id).status()).isEqualTo(JobStatus.STOPPED);

            other.queue().restart(id);
            other.await(id, job -> job.status() == JobStatus.COMPLETED);
            release.countDown();
            first.close();
            assertThat(otherWork.unitsOf(id)).containsExactly(1, 2, 3);
        }
    }

    private static void lapse(JobApp app, String jobId) {
        app.bean(JdbcClient.class)
                .sql("update job set lease_until = current_timestamp - interval '1' second where id = :id")
                .param("id", jobId)
                .update();
    }

    @Test
    void everyTraceThatAKillLeavesInSpringBatchCanBeRestarted() {
        try (JobApp app = start("one", work)) {
            // Killed between the two inserts that make an instance and its execution.
            String noExecution = queued(app);
            instance(app, noExecution);
            // Killed before the first step, within a step, and after a commit whose answer never came.
            String noStep = queued(app);
            execution(app, noStep, BatchStatus.STARTING);
            String step = queued(app);
            step(app, execution(app, step, BatchStatus.STARTED), BatchStatus.STARTED);
            String unknown = queued(app);
            step(app, execution(app, unknown, BatchStatus.UNKNOWN), BatchStatus.UNKNOWN);
            // Killed when all was done, but the queue did not know yet.
            String done = queued(app);
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

    /** A job that no worker takes before it is restarted. */
    private static String queued(JobApp app) {
        String id = app.bean(JobStore.class).insert("count", Map.of());
        app.queue().stop(id);
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

    @Test
    void processesOnOneDataFolderHaveDifferentNamesAndAFreeNameIsKept() throws IOException {
        Worker first = Worker.in(folder, Duration.ofSeconds(30));
        try (Worker second = Worker.in(folder, Duration.ofSeconds(30))) {
            assertThat(second.id()).isNotEqualTo(first.id());
        }
        first.close();
        try (Worker next = Worker.in(folder, Duration.ofSeconds(30))) {
            assertThat(next.id()).isEqualTo(first.id());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
