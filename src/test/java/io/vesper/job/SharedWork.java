package io.vesper.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.springframework.batch.core.job.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the items 1 to 12 of a job, three a partition, each in a transaction of its own; a test may do something before each. */
final class SharedWork implements PartitionedWork {
    static final int ITEMS = 12;
    private static final int SIZE = 3;

    /** What happens before an item. */
    interface Before {
        void item(RunningPartition partition, long item) throws Exception;
    }

    private final String worker;
    volatile Before before = (partition, item) -> {};
    private volatile JdbcClient jdbc;

    /** @param worker written with each item */
    SharedWork(String worker) {
        this.worker = worker;
    }

    @Override
    public String type() {
        return "share";
    }

    @Override
    public String unit() {
        return "item";
    }

    @Override
    public Division divide(RunningJob job, int size) {
        List<Long> left = LongStream.rangeClosed(1, ITEMS)
                .boxed()
                .filter(item -> !items(job.job().id()).contains(item))
                .toList();
        List<PartitionRange> partitions = new CopyOnWriteArrayList<>();
        for (int from = 0; from < left.size(); from += SIZE) {
            List<Long> part = left.subList(from, Math.min(left.size(), from + SIZE));
            partitions.add(new PartitionRange(part.get(0), part.get(part.size() - 1), part.size()));
        }
        return new Division(ITEMS - left.size(), partitions);
    }

    @Override
    public Map<String, ?> run(RunningPartition partition) {
        PartitionRange range = partition.range();
        int done = 0;
        for (long item = range.first(); item <= range.last(); item++) {
            if (!items(partition.job().id()).contains(item)) {
                write(partition, item);
            }
            partition.report(++done);
            if (!partition.mayGoOn()) {
                throw new CancellationException();
            }
        }
        return Map.of("sum", LongStream.rangeClosed(range.first(), range.last()).sum());
    }

    private void write(RunningPartition partition, long item) {
        try {
            before.item(partition, item);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        partition.commit(() -> jdbc.sql("insert into shared_item (job_id, item, worker) values (?, ?, ?)")
                .params(partition.job().id(), item, worker)
                .update());
    }

    @Override
    public Map<String, ?> result(RunningJob job, List<Map<String, Object>> partitions) {
        return Map.of(
                "sum",
                partitions.stream()
                        .mapToInt(partition -> ((Number) partition.get("sum")).intValue())
                        .sum());
    }

    /** What was written, in order; an item that was written twice is there twice. */
    List<Long> items(String jobId) {
        return jdbc.sql("select item from shared_item where job_id = ? order by item")
                .param(jobId)
                .query(Long.class)
                .list();
    }

    List<Long> itemsOf(String jobId, String writer) {
        return jdbc.sql("select item from shared_item where job_id = ? and worker = ? order by item")
                .params(jobId, writer)
                .query(Long.class)
                .list();
    }

    static class Configuration {
        @Bean
        Job share(PartitionedJobs jobs, SharedWork work, JdbcClient jdbc) {
            jdbc.sql("create table if not exists shared_item (job_id varchar(36), item bigint, worker varchar(16))")
                    .update();
            work.jdbc = jdbc;
            return jobs.job(work);
        }
    }
}
