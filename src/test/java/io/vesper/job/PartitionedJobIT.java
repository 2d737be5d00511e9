package io.vesper.job;

import static io.vesper.job.CountingWork.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes on one database, and a job that they share. */
class PartitionedJobIT {
    private static final List<Long> ALL =
            LongStream.rangeClosed(1, SharedWork.ITEMS).boxed().toList();

    @TempDir
    Path folder;

    private final SharedWork oneWork = new SharedWork("one");
    private final SharedWork otherWork = new SharedWork("other");

    private JobApp start(String process, SharedWork work) {
        return new JobApp(folder.resolve(process), folder.resolve("db"), work, SharedWork.Configuration.class);
    }

    private static String submit(JobApp app) {
        return app.queue().submit("share", Map.of()).id();
    }

    /** Wherever it ends. */
    private static JobSnapshot ended(JobApp app, String id) {
        JobSnapshot job = app.queue().get(id);
        while (!job.status().isEnded()) {
            Thread.onSpinWait();
            job = app.queue().get(id);
        }
        return job;
    }

    private static void lapse(JobApp app, String id, int number) {
        app.bean(JdbcClient.class)
                .sql("update job_partition set lease_until = current_timestamp - interval '1' second"
                        + " where job_id = ? and number = ?")
                .params(id, number)
                .update();
    }

    private static List<String> partitions(JobApp app, String id) {
        return app.bean(JdbcClient.class)
                .sql("select number, status, done, claims from job_partition where job_id = ? order by number")
                .param(id)
                .query((row, n) -> "%d %s %d/%d"
                        .formatted(
                                row.getInt("number"),
                                row.getString("status"),
                                row.getInt("done"),
                                row.getInt("claims")))
                .list();
    }

    @Test
    void aLoneProcessDoesAllOfIt() {
        try (JobApp app = start("one", oneWork)) {
            String id = submit(app);

            JobSnapshot job = app.awaitEnd(id);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(job.result()).isEqualTo(Map.of("sum", 78));
            assertThat(oneWork.items(id)).isEqualTo(ALL);
            JobProgress progress = job.progress();
            assertThat(progress).isNotNull();
            assertThat(progress.done()).isEqualTo(12);
            assertThat(progress.total()).isEqualTo(12);
            assertThat(progress.unit()).isEqualTo("item");
            assertThat(job.metrics()).containsKey("itemsPerSecond");
            assertThat(partitions(app, id)).containsExactly("1 DONE 3/1", "2 DONE 3/1", "3 DONE 3/1", "4 DONE 3/1");
            assertThat(app.bean(JdbcClient.class)
                            .sql(
                                    "select step_name || ' ' || status from batch_step_execution order by step_execution_id")
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "share COMPLETED",
                            "share:1 COMPLETED",
                            "share:2 COMPLETED",
                            "share:3 COMPLETED",
                            "share:4 COMPLETED");
        }
    }

    @Test
    void twoProcessesShareAJobAndEachItemIsDoneOnce() {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        meetAtTheirFirst(oneWork, bothAtWork);
        meetAtTheirFirst(otherWork, bothAtWork);
        try (JobApp one = start("one", oneWork);
                JobApp other = start("other", otherWork)) {
            String id = submit(one);

            JobSnapshot job = ended(other, id);

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(job.result()).isEqualTo(Map.of("sum", 78));
            assertThat(oneWork.items(id)).isEqualTo(ALL);
            assertThat(oneWork.itemsOf(id, "one")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(oneWork.itemsOf(id, "other")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(job.progress()).isNotNull();
            assertThat(job.progress().done()).isEqualTo(12);
        }
    }

    private static void meetAtTheirFirst(SharedWork work, CountDownLatch bothAtWork) {
        work.before = (partition, item) -> {
            work.before = (again, more) -> {};
            bothAtWork.countDown();
            await(bothAtWork);
        };
    }

    @Test
    void whoeverWasTakenForDeadWritesNothingAnyMore() {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        List<Boolean> goesOn = new CopyOnWriteArrayList<>();
        oneWork.before = (partition, item) -> {
            if (item == 2) {
                frozen.countDown();
                await(thawed);
                goesOn.add(partition.mayGoOn());
            }
        };
        JobApp one = start("one", oneWork);
        String id = submit(one);
        await(frozen);
        try (JobApp other = start("other", otherWork)) {
            one.lapse(id);
            lapse(one, id, 1);
            JobSnapshot job = other.awaitEnd(id);
            thawed.countDown();
            one.close(); // waits for its work

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(goesOn).containsExactly(false);
            assertThat(otherWork.items(id)).isEqualTo(ALL);
            assertThat(otherWork.itemsOf(id, "one")).containsExactly(1L);
            assertThat(partitions(other, id)).first().isEqualTo("1 DONE 3/2");
        }
    }

    /** The job changes hands; who only works on a part of it is not disturbed. */
    @Test
    void whenTheCoordinatorDiesWhoHelpsGoesOn() {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        oneWork.before = (partition, item) -> {
            frozen.countDown();
            await(thawed);
        };
        CountDownLatch helps = new CountDownLatch(1);
        CountDownLatch isTakenOver = new CountDownLatch(1);
        otherWork.before = (partition, item) -> {
            if (item == 4) {
                helps.countDown();
                await(isTakenOver);
            }
        };
        JobApp one = start("one", oneWork);
        String id = submit(one);
        await(frozen);
        try (JobApp other = start("other", otherWork)) {
            await(helps);
            one.lapse(id);
            lapse(one, id, 1);
            isTakenOver.countDown();

            JobSnapshot job = ended(other, id);
            thawed.countDown();
            one.close();

            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(otherWork.itemsOf(id, "other")).isEqualTo(ALL);
            assertThat(partitions(other, id)).containsExactly("1 DONE 3/2", "2 DONE 3/1", "3 DONE 3/1", "4 DONE 3/1");
        }
    }

    @Test
    void aProcessThatShutsDownGivesItsPartitionBackAtTheNextBatch() {
        CountDownLatch closed = new CountDownLatch(1);
        JobApp one = start("one", oneWork);
        oneWork.before = (partition, item) -> {
            if (item == 2) {
                Thread closing = new Thread(() -> {
                    one.close();
                    closed.countDown();
                });
                closing.start();
                while (partition.mayGoOn()) {
                    Thread.onSpinWait();
                }
            }
        };
        String id = submit(one);
        await(closed);
        try (JobApp other = start("other", otherWork)) {
            assertThat(other.awaitEnd(id).status()).isEqualTo(JobStatus.COMPLETED);

            assertThat(otherWork.items(id)).isEqualTo(ALL);
            assertThat(otherWork.itemsOf(id, "one")).containsExactly(1L, 2L);
        }
    }

    @Test
    void aStoppedJobHasNobodyWorkOnItAndGoesOnWhenItIsRestarted() {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        CountDownLatch isStopping = new CountDownLatch(1);
        for (SharedWork work : List.of(oneWork, otherWork)) {
            work.before = (partition, item) -> {
                bothAtWork.countDown();
                await(isStopping);
            };
        }
        try (JobApp one = start("one", oneWork);
                JobApp other = start("other", otherWork)) {
            String id = submit(one);
            await(bothAtWork);
            one.queue().stop(id);
            isStopping.countDown();

            assertThat(ended(one, id).status()).isEqualTo(JobStatus.STOPPED);
            assertThat(partitions(one, id)).containsExactly("1 FREE 1/1", "2 FREE 1/1", "3 FREE 0/0", "4 FREE 0/0");
            assertThat(oneWork.items(id)).containsExactly(1L, 4L);

            one.queue().restart(id);
            JobSnapshot job = ended(one, id);
            assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(oneWork.items(id)).isEqualTo(ALL);
            assertThat(partitions(one, id)).first().isEqualTo("0 DONE 2/0");
            assertThat(job.progress()).isNotNull();
            assertThat(job.progress().done()).isEqualTo(12);
            one.queue().delete(id);
            assertThat(partitions(one, id)).isEmpty();
        }
    }

    @Test
    void aPartitionThatFailsFailsTheJobWhichCanBeRestarted() {
        oneWork.before = (partition, item) -> {
            if (item == 5) {
                throw new IllegalArgumentException("The item (5) is broken.");
            }
        };
        try (JobApp app = start("one", oneWork)) {
            String id = submit(app);

            JobSnapshot job = app.awaitEnd(id);
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.error()).isEqualTo("The item (5) is broken.");
            assertThat(oneWork.items(id)).containsExactly(1L, 2L, 3L, 4L);

            oneWork.before = (partition, item) -> {};
            app.queue().restart(id);
            assertThat(app.await(id, again -> again.status() == JobStatus.COMPLETED)
                            .error())
                    .isNull();
            assertThat(oneWork.items(id)).isEqualTo(ALL);
        }
    }
}
