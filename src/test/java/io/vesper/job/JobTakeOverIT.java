package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    void jobThatIsJustBeingClaimedIsPassedOver() {
        try (JobApp app = start("one", work)) {
            String first = app.queue().submit("unheard-of", Map.of()).id();
            String second = app.queue().submit("unheard-of", Map.of()).id();
            Claims claims = app.bean(Claims.class);
            List<String> types = List.of("unheard-of");

            new TransactionTemplate(app.bean(PlatformTransactionManager.class)).executeWithoutResult(uncommitted -> {
                assertThat(claims.claimOldest(types)).contains(new Claim(first, 1));
                assertThat(CompletableFuture.supplyAsync(() -> claims.claimOldest(types))
                                .join())
                        .contains(new Claim(second, 1));
                assertThat(CompletableFuture.supplyAsync(() -> claims.claimOldest(types))
                                .join())
                        .isEmpty();
            });
        }
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
