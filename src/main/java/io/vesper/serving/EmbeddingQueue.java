package io.vesper.serving;

import io.vesper.access.TooManyRequestsException;
import io.vesper.embedding.Embedder;
import io.vesper.serving.EmbeddingRequest.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Pictures that wait for the network. Each batch takes one picture of every request in turn, so a caller with one picture does not
 * wait for another's fifty. A batch takes what waits and no longer: pictures gather while the network is busy, so waiting for more
 * would only delay every answer.
 */
final class EmbeddingQueue {
    /** More at once gains little on a CPU and costs memory. */
    private static final int MAX_BATCH = 8;

    private static final double FIRST_GUESS_SECONDS = 0.1;
    /** Weight of the newest batch in the mean time of a picture. */
    private static final double NEWEST = 0.1;

    private final int workers;
    private final EmbeddingLimits limits;
    private final Deque<EmbeddingRequest> requests = new ArrayDeque<>();
    private double pictureSeconds = FIRST_GUESS_SECONDS;
    private boolean closed;
    /** Workers that wait for a batch. */
    private int idle;

    /** @param workers how many threads take batches */
    EmbeddingQueue(int workers, EmbeddingLimits limits) {
        this.workers = workers;
        this.limits = limits;
    }

    /**
     * Adds a request at the end.
     *
     * @throws TooManyRequestsException if as many pictures wait as may; not if the request is patient
     */
    synchronized void add(EmbeddingRequest request) {
        if (closed) {
            throw new CancellationException("Vesper is shutting down.");
        }
        if (!request.isPatient() && waiting() >= limits.maxWaiting()) {
            throw tooMany();
        }
        requests.add(request);
        notifyAll();
    }

    synchronized int waiting() {
        return requests.stream().mapToInt(EmbeddingRequest::waiting).sum();
    }

    private TooManyRequestsException tooMany() {
        int waiting = waiting();
        double seconds = waiting * pictureSeconds / workers;
        return new TooManyRequestsException(
                "There are %d pictures that wait to be embedded, which takes about %.0f s. Maybe come back then."
                        .formatted(waiting, Math.ceil(seconds)),
                Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** The next batch, all of one model; waits for it. Empty: the queue is closed. */
    synchronized List<Ticket> take() throws InterruptedException {
        idle++;
        try {
            dropLateAndFailed();
            while (requests.isEmpty() && !closed) {
                wait();
                dropLateAndFailed();
            }
            return requests.isEmpty() ? List.of() : batch(Math.min(MAX_BATCH, (waiting() + idle - 1) / idle));
        } finally {
            idle--;
        }
    }

    private void dropLateAndFailed() {
        requests.removeIf(request -> request.waiting() == 0);
        List<EmbeddingRequest> late =
                requests.stream().filter(r -> r.isLate(limits.maxWait())).toList();
        requests.removeAll(late);
        late.forEach(request -> request.refuse(tooMany()));
    }

    private List<Ticket> batch(int size) {
        Embedder embedder = requests.getFirst().embedder();
        List<Ticket> batch = new ArrayList<>();
        List<EmbeddingRequest> ofOthers = new ArrayList<>();
        while (batch.size() < size && !requests.isEmpty()) {
            EmbeddingRequest request = requests.removeFirst();
            if (request.embedder() != embedder) {
                ofOthers.add(request);
                continue;
            }
            batch.add(request.take());
            if (request.waiting() > 0) {
                requests.addLast(request);
            }
        }
        for (int i = ofOthers.size() - 1; i >= 0; i--) {
            requests.addFirst(ofOthers.get(i));
        }
        return batch;
    }

    /** Learns how long pictures take. */
    synchronized void tookFor(int pictures, double seconds) {
        pictureSeconds += NEWEST * (seconds / pictures - pictureSeconds);
    }

    /** Takes no more requests; those that wait are still embedded. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
