package io.vesper.bulk;

import io.vesper.access.Caller;
import io.vesper.gallery.BulkEnrolment;
import io.vesper.job.Division;
import io.vesper.job.JobSnapshot;
import io.vesper.job.PartitionRange;
import io.vesper.job.PartitionedWork;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningPartition;
import io.vesper.serving.GalleryBusyException;
import io.vesper.serving.NoActiveModelException;
import io.vesper.store.EnrolmentItem.Outcome;
import io.vesper.store.EnrolmentItemStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols pictures of a job by their positions. What is done stands in the items, so it goes on from wherever it was cut short. */
final class EnrolmentWork implements PartitionedWork {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentWork.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final BulkEnrolment enrolment;
    private final EnrolmentItemStore items;

    EnrolmentWork(BulkEnrolment enrolment, EnrolmentItemStore items) {
        this.enrolment = enrolment;
        this.items = items;
    }

    @Override
    public String type() {
        return EnrolmentJobs.TYPE;
    }

    @Override
    public String unit() {
        return "image";
    }

    @Override
    public Division divide(RunningJob job, int size) {
        List<PartitionRange> waiting = items.waitingRanges(job.job().id(), size).stream()
                .map(range -> new PartitionRange(range.first(), range.last(), range.items()))
                .toList();
        int left = waiting.stream().mapToInt(PartitionRange::units).sum();
        return new Division(Math.max(0, total(job.job()) - left), waiting);
    }

    @Override
    public Map<String, ?> run(RunningPartition partition) throws InterruptedException {
        while (enrolNext(partition)) {
            PartitionRange range = partition.range();
            int waiting = items.countWaiting(partition.job().id(), range.first(), range.last());
            partition.report(Math.max(0, range.units() - waiting));
            if (!partition.mayGoOn()) {
                throw new CancellationException("The job stops between two batches of pictures.");
            }
        }
        return Map.of();
    }

    private boolean enrolNext(RunningPartition partition) throws InterruptedException {
        String jobId = partition.job().id();
        try {
            return Caller.job(jobId).call(() -> enrolment.enrolNext(partition));
        } catch (NoActiveModelException | GalleryBusyException e) {
            // After a restart the job is there before the model is.
            LOG.debug("The job {} waits: {}", jobId, e.getMessage());
            Thread.sleep(PATIENCE.toMillis());
            return true;
        }
    }

    private static int total(JobSnapshot job) {
        return ((Number) job.parameters().getOrDefault(EnrolmentJobs.PICTURES, 0)).intValue();
    }

    @Override
    public Map<String, ?> metrics(JobSnapshot job) {
        return named(items.counts(job.id()));
    }

    @Override
    public Map<String, ?> result(RunningJob job, List<Map<String, Object>> partitions) {
        Map<Outcome, Integer> counts = items.counts(job.job().id());
        Map<String, Object> result = named(counts);
        result.put(
                "erased",
                total(job.job())
                        - counts.values().stream().mapToInt(Integer::intValue).sum());
        return result;
    }

    private static Map<String, Object> named(Map<Outcome, Integer> counts) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("enrolled", counts.getOrDefault(Outcome.ENROLLED, 0));
        named.put("alreadyThere", counts.getOrDefault(Outcome.ALREADY_THERE, 0));
        named.put("refused", counts.getOrDefault(Outcome.REFUSED, 0));
        return named;
    }
}
