package io.vesper.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The thread that works on the jobs of one role, so that a long training does not keep an enrolment waiting. It helps with jobs that
 * others have begun before it takes one off the queue.
 */
final class JobLane {
    private static final Logger log = LoggerFactory.getLogger(JobLane.class);

    private final Claims claims;
    private final Collection<String> types;
    private final JobRunner runner;
    private final Duration poll;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param types of the jobs it takes, at least one */
    JobLane(Claims claims, Collection<String> types, JobRunner runner, Duration poll) {
        this.claims = claims;
        this.types = List.copyOf(types);
        this.runner = runner;
        this.poll = poll;
    }

    void start(String name) {
        running = true;
        thread = new Thread(this::work, name);
        thread.start();
    }

    void wake() {
        wake.release();
    }

    /** Takes no further job. */
    void end() {
        running = false;
        wake();
    }

    /** Waits until its last job has been given back. */
    void join() {
        Thread worker = thread;
        if (worker != null) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    private void work() {
        while (running) {
            try {
                giveBack(claims, claims.lapsed());
                if (runner.help(types)) {
                    continue;
                }
                Optional<Claim> claim = claims.claimOldest(types);
                if (claim.isPresent()) {
                    runner.run(claim.get());
                } else {
                    pause();
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn("The job queue met an error of the database and tries again ({})", e.getMessage());
                pause();
            } catch (RuntimeException | Error e) {
                // A queue that stands still without a word would be worse.
                log.error("The job queue met a fault and goes on", e);
                pause();
            }
        }
    }

    /** Puts jobs of dead workers back; whoever is free takes them up from their last commit. */
    static void giveBack(Claims claims, List<Claim> abandoned) {
        for (Claim claim : abandoned) {
            if (claims.release(claim)) {
                log.info("Job {} lost its worker; it can be taken up again", claim.jobId());
            }
        }
    }

    private void pause() {
        try {
            if (wake.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
