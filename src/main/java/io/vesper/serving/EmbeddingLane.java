package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.serving.EmbeddingRequest.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Requests of one kind, in the order of their turns, and how many of their batches are at work. Guarded by the queue's lock. */
final class EmbeddingLane {
    /** More at once gains little on a CPU and costs memory. */
    static final int MAX_BATCH = 8;

    private final Deque<EmbeddingRequest> requests = new ArrayDeque<>();
    private int running;

    void add(EmbeddingRequest request) {
        requests.add(request);
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** How many batches of the next model make sense at once; only while there are requests. */
    int workers() {
        return requests.getFirst().embedder().workers();
    }

    int running() {
        return running;
    }

    void ended() {
        running--;
    }

    /** Pictures that wait. */
    int waiting() {
        return requests.stream().mapToInt(EmbeddingRequest::waiting).sum();
    }

    /** Drops what has failed, and what has waited too long, which is handed back. */
    List<EmbeddingRequest> drop(Duration maxWait) {
        requests.removeIf(request -> request.waiting() == 0);
        List<EmbeddingRequest> late =
                requests.stream().filter(request -> request.isLate(maxWait)).toList();
        requests.removeAll(late);
        return late;
    }

    /**
     * Begins a batch of at least one picture: one of each request in turn, all of one model. Only while there are requests.
     *
     * @param shares among how many batches the pictures are shared out
     */
    List<Ticket> begin(int shares) {
        running++;
        // Requests may fail at this very moment, and nothing wait any more: then one picture is embedded in vain.
        int size = Math.max(1, Math.min(MAX_BATCH, (waiting() + shares - 1) / shares));
        Embedder embedder = requests.getFirst().embedder();
        List<Ticket> batch = new ArrayList<>();
        Deque<EmbeddingRequest> ofOthers = new ArrayDeque<>();
        while (batch.size() < size && !requests.isEmpty()) {
            EmbeddingRequest request = requests.removeFirst();
            if (request.embedder() != embedder) {
                ofOthers.addFirst(request);
                continue;
            }
            batch.add(request.take());
            if (request.waiting() > 0) {
                requests.addLast(request);
            }
        }
        ofOthers.forEach(requests::addFirst);
        return batch;
    }
}
