package io.vesper.serving;

import io.micrometer.observation.Observation;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.serving.CropEmbedder.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one caller on their way through the network, which takes them in order, alone or together with others'. Safe to use
 * from many threads.
 */
final class EmbeddingRequest {
    private final Embedder embedder;
    private final List<Source> sources;
    private final boolean isPatient;
    private final @Nullable Observation observation;
    private final long submittedAt = System.nanoTime();
    private final Embedding[] embeddings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int taken;
    private int open;
    /** No picture after the first that failed is looked at. */
    private int end;

    private @Nullable Throwable failure;
    private long decodeNanos;
    private long embedNanos;

    /**
     * @param sources at least one
     * @param isPatient whether it may wait for however long
     * @param observation what the caller is at; null where nothing is observed
     */
    EmbeddingRequest(Embedder embedder, List<Source> sources, boolean isPatient, @Nullable Observation observation) {
        this.embedder = embedder;
        this.sources = List.copyOf(sources);
        this.isPatient = isPatient;
        this.observation = observation;
        this.embeddings = new Embedding[sources.size()];
        this.end = sources.size();
    }

    /** One picture of a request. */
    record Ticket(EmbeddingRequest request, int position) {
        Source source() {
            return request.sources.get(position);
        }

        void succeed(Embedding embedding) {
            request.succeed(position, embedding);
        }

        void fail(Throwable error) {
            request.fail(position, error);
        }
    }

    Embedder embedder() {
        return embedder;
    }

    boolean isPatient() {
        return isPatient;
    }

    @Nullable
    Observation observation() {
        return observation;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - submittedAt);
    }

    /** Whether it has waited too long to be begun. */
    synchronized boolean isLate(Duration maxWait) {
        return !isPatient && taken == 0 && age().compareTo(maxWait) > 0;
    }

    /** How many of its pictures wait. */
    synchronized int waiting() {
        return Math.max(0, end - taken);
    }

    /** The next picture; only while some are {@link #waiting}. */
    synchronized Ticket take() {
        open++;
        return new Ticket(this, taken++);
    }

    synchronized void decodedIn(long nanos) {
        decodeNanos += nanos;
    }

    /** Counts a run of the network with pictures of this request, which has waited for all of it. */
    synchronized void embeddedIn(long nanos) {
        embedNanos += nanos;
    }

    private synchronized void succeed(int position, Embedding embedding) {
        embeddings[position] = embedding;
        close();
    }

    private synchronized void fail(int position, Throwable error) {
        if (position < end) {
            end = position;
            failure = error;
        }
        close();
    }

    private void close() {
        open--;
        if (open == 0 && taken >= end) {
            ended.countDown();
        }
    }

    /** Ends it before any of its pictures was taken. */
    synchronized void refuse(RuntimeException reason) {
        end = 0;
        failure = reason;
        ended.countDown();
    }

    /** Waits for all pictures; throws what the first that failed met. */
    CropEmbedder.Result await() {
        awaitUninterruptibly();
        synchronized (this) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return new CropEmbedder.Result(
                    List.of(embeddings), Duration.ofNanos(decodeNanos), Duration.ofNanos(embedNanos));
        }
    }

    private void awaitUninterruptibly() {
        boolean isInterrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
