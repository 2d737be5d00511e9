package io.vesper.bulk;

import io.vesper.access.Caller;
import io.vesper.gallery.BulkEnrolment;
import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import io.vesper.serving.GalleryBusyException;
import io.vesper.serving.NoActiveModelException;
import io.vesper.store.EnrolmentItem.Outcome;
import io.vesper.store.EnrolmentItemStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Enrols a batch of pictures in each call. What is done stands in the items, so it goes on from wherever it was cut short. */
final class EnrolmentTasklet implements Tasklet {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentTasklet.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final BulkEnrolment enrolment;
    private final EnrolmentItemStore items;
    private final RunningJobs running;

    EnrolmentTasklet(BulkEnrolment enrolment, EnrolmentItemStore items, RunningJobs running) {
        this.enrolment = enrolment;
        this.items = items;
        this.running = running;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = running.of(step);
        if (!job.mayGoOn()) {
            throw new JobInterruptedException("The job stops between two batches of pictures.");
        }
        long start = System.nanoTime();
        Map<Outcome, Integer> before = items.counts(job.job().id());
        boolean isMore = enrolNext(job);
        report(job, before, Duration.ofNanos(System.nanoTime() - start));
        if (!isMore) {
            RunningJobs.setResult(step, result(job));
        }
        return RepeatStatus.continueIf(isMore);
    }

    private boolean enrolNext(RunningJob job) throws InterruptedException {
        String jobId = job.job().id();
        try {
            return Caller.job(jobId).call(() -> enrolment.enrolNext(jobId, job::mayGoOn));
        } catch (NoActiveModelException | GalleryBusyException e) {
            // After a restart the job is there before the model is.
            LOG.debug("The job {} waits: {}", jobId, e.getMessage());
            Thread.sleep(PATIENCE.toMillis());
            return true;
        }
    }

    private void report(RunningJob job, Map<Outcome, Integer> before, Duration took) {
        Map<Outcome, Integer> now = items.counts(job.job().id());
        int waiting = now.getOrDefault(Outcome.WAITING, 0);
        int done = before.getOrDefault(Outcome.WAITING, 0) - waiting;
        if (done == 0) {
            return; // what was reported still holds
        }
        double perSecond = done * 1e9 / Math.max(1, took.toNanos());
        long eta = Math.round(waiting / perSecond);
        int total = total(job);
        Map<String, Object> metrics = new LinkedHashMap<>(counts(now));
        metrics.put("imagesPerSecond", Math.round(perSecond * 10) / 10.0);
        job.report(new JobProgress(total - waiting, total, "image", eta), metrics);
    }

    private static int total(RunningJob job) {
        return ((Number) job.job().parameters().getOrDefault(EnrolmentJobs.PICTURES, 1)).intValue();
    }

    private Map<String, Object> result(RunningJob job) {
        Map<Outcome, Integer> counts = items.counts(job.job().id());
        Map<String, Object> result = counts(counts);
        result.put(
                "erased",
                total(job)
                        - counts.values().stream().mapToInt(Integer::intValue).sum());
        return result;
    }

    private static Map<String, Object> counts(Map<Outcome, Integer> counts) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("enrolled", counts.getOrDefault(Outcome.ENROLLED, 0));
        named.put("alreadyThere", counts.getOrDefault(Outcome.ALREADY_THERE, 0));
        named.put("refused", counts.getOrDefault(Outcome.REFUSED, 0));
        return named;
    }
}
