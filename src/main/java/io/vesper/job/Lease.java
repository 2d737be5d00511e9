package io.vesper.job;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Gives signs of life for a claim until it is closed. */
final class Lease implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lease.class);
    private static final int SIGNS_PER_LEASE = 3;

    private final ScheduledExecutorService clock;

    private Lease(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /** @param what is claimed, for the log
     * @param sign gives a sign of life for it, three times in the length of the lease
     */
    static Lease of(String what, Runnable sign, Duration length) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "vesper-job-lease");
            thread.setDaemon(true);
            return thread;
        });
        long everyMillis = length.toMillis() / SIGNS_PER_LEASE;
        var unused = clock.scheduleAtFixedRate(() -> give(what, sign), everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        return new Lease(clock);
    }

    private static void give(String what, Runnable sign) {
        try {
            sign.run();
        } catch (DataAccessException | TransactionException e) {
            // The next sign may get through; if none does, another worker takes the job over, as it should.
            log.warn("No sign of life for {}: the database does not answer ({})", what, e.getMessage());
        }
    }

    @Override
    public void close() {
        // No interrupt: a thread that is interrupted inside H2 closes the database for everybody.
        clock.shutdown();
    }
}
