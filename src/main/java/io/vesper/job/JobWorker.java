package io.vesper.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The thread that takes jobs off the queue, in a process with the role {@code train}. It waits for submissions of its own
 * process, and looks every so often for those of others and for jobs whose worker died. When the application stops, the
 * running job stops at its next step boundary and is queued again.
 */
final class JobWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    private final Claims claims;
    private final BatchJobs batch;
    private final JobRunner runner;
    private final JobSettings settings;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    JobWorker(Claims claims, BatchJobs batch, JobRunner runner, JobSettings settings) {
        this.claims = claims;
        this.batch = batch;
        this.runner = runner;
        this.settings = settings;
    }

    @EventListener
    void onJobChanged(JobChanged event) {
        if (event.job().status() == JobStatus.QUEUED) {
            wake.release();
        }
    }

    @Override
    public void start() {
        running = true;
        runner.open();
        if (settings.runsJobs()) {
            giveBack(claims.own());
            thread = new Thread(this::work, "vesper-jobs");
            thread.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        runner.close();
        Thread worker = thread;
        if (worker != null) {
            join(worker);
            thread = null;
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(Runnable callback) {
        // Off the shutdown thread, so that its time limit holds even when a step is long.
        Thread stopper = new Thread(
                () -> {
                    stop();
                    callback.run();
                },
                "vesper-jobs-stop");
        stopper.setDaemon(true);
        stopper.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                giveBack(claims.lapsed());
                Optional<Claim> claim = claims.claimOldest(batch.types());
                if (claim.isPresent()) {
                    runner.run(claim.get());
                } else {
                    pause(settings.jobs().poll());
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn("The job queue met an error of the database and tries again ({})", e.getMessage());
                pause(settings.jobs().poll());
            }
        }
    }

    /** Puts jobs of dead workers back; whoever is free takes them up from their last commit. */
    private void giveBack(List<Claim> abandoned) {
        for (Claim claim : abandoned) {
            if (claims.release(claim)) {
                log.info("Job {} lost its worker; it can be taken up again", claim.jobId());
            }
        }
    }

    private void pause(Duration duration) {
        try {
            if (wake.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
