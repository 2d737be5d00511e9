package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobQueueIT {
    @TempDir
    Path folder;

    private final CountingWork work = new CountingWork();
    private JobApp app;
    private JobQueue queue;

    @BeforeEach
    void start() {
        app = new JobApp(folder, folder.resolve("db"), work, CountingWork.Configuration.class);
        queue = app.queue();
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void submittedJobRunsToItsResult() {
        JobSnapshot submitted = queue.submit("count", Map.of("seed", 7));
        JobSnapshot ended = app.awaitEnd(submitted.id());

        assertThat(submitted.startedAt()).isNull();
        assertThat(ended.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(ended.parameters()).isEqualTo(Map.of("seed", 7));
        assertThat(ended.progress()).isEqualTo(new JobProgress(3, 3, "unit", null));
        assertThat(ended.metrics()).isEqualTo(Map.of("unit", 3));
        assertThat(ended.result()).isEqualTo(Map.of("units", 3));
        assertThat(ended.startedAt()).isBetween(ended.createdAt(), ended.endedAt());
        assertThat(queue.metrics(ended.id()))
                .containsExactly(
                        Map.of("epoch", 1, "loss", 1.0),
                        Map.of("epoch", 2, "loss", 0.5),
                        Map.of("epoch", 3, "loss", 1.0 / 3));
    }

    @Test
    void secondJobWaitsWhileOneRunsAndFollowsInOrder() {
        CountDownLatch release = new CountDownLatch(1);
        work.before = (job, unit) -> release.await();
        String first = queue.submit("count", Map.of()).id();
        app.await(first, job -> job.status() == JobStatus.RUNNING);
        String second = queue.submit("count", Map.of()).id();
        String third = queue.submit("count", Map.of()).id();

        assertThat(queue.get(second).status()).isEqualTo(JobStatus.QUEUED);
        release.countDown();
        app.awaitEnd(third);

        assertThat(work.begun.stream().map(entry -> entry.substring(0, 36)).distinct())
                .containsExactly(first, second, third);
    }

    @Test
    void failedJobKeepsTheMessageAndGoesOnWhereItFailedWhenRestarted() {
        work.before = (job, unit) -> {
            if (unit == 2) {
                throw new IllegalStateException("The loss (triplet) is NaN at step 4.");
            }
        };
        JobSnapshot failed = app.awaitEnd(queue.submit("count", Map.of()).id());

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("The loss (triplet) is NaN at step 4.");
        assertThat(failed.result()).isNull();

        work.before = (job, unit) -> {};
        queue.restart(failed.id());
        JobSnapshot completed = app.awaitEnd(failed.id());

        assertThat(completed.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(completed.error()).isNull();
        assertThat(work.unitsOf(failed.id())).containsExactly(1, 2, 2, 3);
    }

    @Test
    void runningJobStopsAtItsNextBoundaryAndGoesOnWhenRestarted() {
        work.before = (job, unit) -> {
            if (unit == 2) {
                assertThat(queue.stop(job.job().id()).status()).isEqualTo(JobStatus.STOPPING);
                assertThat(queue.stop(job.job().id()).status()).isEqualTo(JobStatus.STOPPING);
            }
        };
        String id = queue.submit("count", Map.of()).id();
        JobSnapshot stopped = app.awaitEnd(id);

        assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(stopped.endedAt()).isNotNull();

        work.before = (job, unit) -> {};
        assertThat(queue.restart(id).endedAt()).isNull();
        assertThat(app.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(work.unitsOf(id)).containsExactly(1, 2, 3);
    }

    @Test
    void queuedJobIsStoppedAtOnceAndNeverRuns() {
        CountDownLatch release = new CountDownLatch(1);
        work.before = (job, unit) -> release.await();
        String first = queue.submit("count", Map.of()).id();
        app.await(first, job -> job.status() == JobStatus.RUNNING);
        String second = queue.submit("count", Map.of()).id();

        assertThat(queue.stop(second).status()).isEqualTo(JobStatus.STOPPED);
        release.countDown();
        app.awaitEnd(first);
        app.awaitEnd(queue.submit("count", Map.of()).id());

        assertThat(work.unitsOf(second)).isEmpty();
    }

    @Test
    void whatDoesNotFitTheStatusIsAConflict() {
        String id = app.awaitEnd(queue.submit("count", Map.of()).id()).id();

        assertThatThrownBy(() -> queue.restart(id))
                .isInstanceOf(JobConflictException.class)
                .hasMessage("The job (%s) is COMPLETED, but only a STOPPED or FAILED one can be restarted.", id);
        assertThatThrownBy(() -> queue.stop(id))
                .isInstanceOf(JobConflictException.class)
                .hasMessage("The job (%s) is COMPLETED, so it cannot be stopped.", id);
    }

    @Test
    void deletedJobLeavesNothingBehind() {
        work.before = (job, unit) -> {
            if (unit == 2) {
                throw new IllegalStateException("The loss (triplet) is NaN at step 4.");
            }
        };
        String id = app.awaitEnd(queue.submit("count", Map.of()).id()).id();
        assertThat(folder.resolve("jobs").resolve(id)).exists();

        queue.delete(id);

        assertThat(folder.resolve("jobs").resolve(id)).doesNotExist();
        assertThatThrownBy(() -> queue.metrics(id)).isInstanceOf(NoSuchJobException.class);
        assertThatThrownBy(() -> queue.delete(id)).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    void unknownJobIsNamed() {
        assertThatThrownBy(() -> queue.get("nope"))
                .isInstanceOf(NoSuchJobException.class)
                .hasMessageContaining("(nope)");
        assertThatThrownBy(() -> queue.metrics("nope")).isInstanceOf(NoSuchJobException.class);
        assertThatThrownBy(() -> queue.stop("nope")).isInstanceOf(NoSuchJobException.class);
        assertThatThrownBy(() -> queue.restart("nope")).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    void listIsNewestFirstAndFilteredByTypeAndStatus() {
        String first = app.awaitEnd(queue.submit("count", Map.of()).id()).id();
        String second = app.awaitEnd(queue.submit("count", Map.of()).id()).id();
        // No worker here knows this type, so it waits for one that does.
        String other = queue.submit("unheard-of", Map.of()).id();

        assertThat(listed(null, null)).containsExactly(other, second, first);
        assertThat(listed("count", null)).containsExactly(second, first);
        assertThat(listed(null, JobStatus.QUEUED)).containsExactly(other);
        assertThat(listed("count", JobStatus.QUEUED)).isEmpty();
    }

    @Test
    void jobRunInTheCallersThreadTellsEveryChange() {
        List<JobStatus> seen = new ArrayList<>();

        JobSnapshot ended = queue.runNow("count", Map.of(), job -> seen.add(job.status()));

        assertThat(ended.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(seen)
                .startsWith(JobStatus.RUNNING)
                .endsWith(JobStatus.COMPLETED)
                .hasSize(1 + 3 + 1);
    }

    @Test
    void metersShowProgressWhileItRunsAndCountTheEnding() {
        List<Double> progress = new ArrayList<>();
        MeterRegistry meters = app.bean(MeterRegistry.class);
        work.before = (job, unit) -> progress.add(
                meters.get("vesper.job.progress").tag("type", "count").gauge().value());

        queue.runNow("count", Map.of(), job -> {}); // in this thread, so that every listener has heard of it

        assertThat(progress).containsExactly(0.0, 1.0 / 3, 2.0 / 3);
        assertThat(meters.get("vesper.job.progress").gauge().value()).isZero();
        assertThat(meters.get("vesper.jobs")
                        .tags("type", "count", "status", "completed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void figuresOfTheRunningJobAreGaugesWhileItRuns() {
        MeterRegistry meters = app.bean(MeterRegistry.class);
        List<Double> units = new ArrayList<>();
        work.before = (job, unit) -> {
            if (unit > 1) {
                units.add(meters.get("vesper.job.metric")
                        .tags("type", "count", "metric", "unit")
                        .gauge()
                        .value());
                units.add(meters.get("vesper.job.units.done")
                        .tags("type", "count", "unit", "unit")
                        .gauge()
                        .value());
                units.add(meters.get("vesper.job.units.planned").gauge().value());
                units.add(meters.get("vesper.jobs.running").gauge().value());
            }
        };

        queue.runNow("count", Map.of(), job -> {});

        assertThat(units).containsExactly(1.0, 1.0, 3.0, 1.0, 2.0, 2.0, 3.0, 1.0);
        assertThat(meters.find("vesper.job.metric").gauges()).isEmpty();
        assertThat(meters.find("vesper.job.units.done").gauges()).isEmpty();
        assertThat(meters.get("vesper.jobs.running").gauge().value()).isZero();
    }

    private List<String> listed(@Nullable String type, @Nullable JobStatus status) {
        return queue.list(type, status, Long.MAX_VALUE, 100).jobs().stream()
                .map(JobSnapshot::id)
                .toList();
    }
}
