package io.vesper.serving;

import io.vesper.access.TooManyRequestsException;
import io.vesper.serving.EmbeddingRequest.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Pictures that wait for the network. Each batch takes one picture of every request in turn, so a caller with one picture does not
 * wait for another's fifty. A batch takes what waits and no longer: pictures gather while the network is busy, so waiting for more
 * would only delay every answer.
 *
 * <p>There is one worker more than processors. Callers and jobs each may have as many batches at work as the engine has use for; the
 * one more is for a caller while jobs are at work, or for one batch of a job while callers are, so that neither waits for the other.
 */
final class EmbeddingQueue {
    private static final double FIRST_GUESS_SECONDS = 0.1;
    /** Weight of the newest batch in the mean time of a picture. */
    private static final double NEWEST = 0.1;

    private final int processors;
    private final EmbeddingLimits limits;
    private final EmbeddingLane callers = new EmbeddingLane();
    private final EmbeddingLane jobs = new EmbeddingLane();
    private double pictureSeconds = FIRST_GUESS_SECONDS;
    private boolean closed;

    EmbeddingQueue(int processors, EmbeddingLimits limits) {
        this.processors = processors;
        this.limits = limits;
    }

    /** Pictures to be embedded by one call of the network, all of one model, at least one. */
    record Batch(List<Ticket> tickets, EmbeddingLane lane) {}

    int workers() {
        return processors + 1;
    }

    /**
     * Adds a request at the end.
     *
     * @throws TooManyRequestsException if as many pictures of callers wait as may
     */
    synchronized void add(EmbeddingRequest request) {
        if (closed) {
            throw new CancellationException("Vesper is shutting down.");
        }
        if (!request.isPatient()) {
            checkRoom();
        }
        (request.isPatient() ? jobs : callers).add(request);
        notifyAll();
    }

    /** @throws TooManyRequestsException if as many pictures of callers wait as may */
    synchronized void checkRoom() {
        if (callers.waiting() >= limits.maxWaiting()) {
            throw tooMany();
        }
    }

    /** Pictures of jobs, or of callers. */
    synchronized int waiting(boolean isPatient) {
        return (isPatient ? jobs : callers).waiting();
    }

    private TooManyRequestsException tooMany() {
        int waiting = callers.waiting();
        double seconds = waiting * pictureSeconds / processors;
        return new TooManyRequestsException(
                "There are %d pictures that wait to be embedded, which takes about %.0f s. Maybe come back then."
                        .formatted(waiting, Math.ceil(seconds)),
                Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** The next batch; waits for it, and there is none once the queue is closed and empty. Each is to be {@link #ended}. */
    synchronized Optional<Batch> take() throws InterruptedException {
        while (true) {
            callers.drop(limits.maxWait()).forEach(late -> late.refuse(tooMany()));
            jobs.drop(limits.maxWait());
            int freeForCallers = places(callers) - callers.running();
            if (freeForCallers > 0) {
                return Optional.of(new Batch(callers.begin(freeForCallers), callers));
            }
            int freeForJobs = places(jobs) - callers.running() - jobs.running();
            if (!jobs.isEmpty() && (freeForJobs > 0 || jobs.running() == 0)) {
                return Optional.of(new Batch(jobs.begin(Math.max(1, freeForJobs)), jobs));
            }
            if (closed && callers.isEmpty() && jobs.isEmpty()) {
                return Optional.empty();
            }
            wait();
        }
    }

    /** How many batches may be at work: fewer than processors for an engine that uses several for one. */
    private int places(EmbeddingLane lane) {
        return lane.isEmpty() ? 0 : Math.min(processors, lane.workers());
    }

    /** Makes room for the next, and learns how long pictures take. */
    synchronized void ended(Batch batch, double seconds) {
        batch.lane().ended();
        pictureSeconds += NEWEST * (seconds / batch.tickets().size() - pictureSeconds);
        notifyAll();
    }

    /** Takes no more requests; those that wait are still embedded. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
