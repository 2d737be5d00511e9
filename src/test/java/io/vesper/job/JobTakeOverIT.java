package io.vesper.job;

import static io.vesper.job.CountingWork.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            assertThat(one.queue()
                            .list(null, JobStatus.COMPLETED, Long.MAX_VALUE, 100)
                            .jobs())
                    .hasSize(jobs);
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
            first.lapse(id);
            JobSnapshot ended = other.awaitEnd(id);
            Gauge running = first.bean(MeterRegistry.class)
                    .get("vesper.jobs.running")
                    .tag("type", "count")
                    .gauge();
            assertThat(running.value()).isEqualTo(1);
            thawed.countDown();
            awaitZero(running); // else it would count as running for the rest of the process's life
            first.close();

            assertThat(goesOn).containsExactly(false);
            assertThat(work.unitsOf(id)).containsExactly(1, 2);
            assertThat(otherWork.unitsOf(id)).containsExactly(2, 3);
            assertThat(ended.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(other.queue().get(id)).isEqualTo(ended);
        }
    }

    private static void awaitZero(Gauge gauge) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (gauge.value() != 0) {
            assertThat(System.nanoTime()).as("time is over").isLessThan(end);
            Thread.onSpinWait();
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
            first.lapse(id);
            assertThat(other.awaitEnd(id).status()).isEqualTo(JobStatus.STOPPED);

            other.queue().restart(id);
            other.await(id, job -> job.status() == JobStatus.COMPLETED);
            release.countDown();
            first.close();
            assertThat(otherWork.unitsOf(id)).containsExactly(1, 2, 3);
        }
    }
}
