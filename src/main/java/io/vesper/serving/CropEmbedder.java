package io.vesper.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.access.TooManyRequestsException;
import io.vesper.decode.ImageDecoder;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decodes image files and embeds them, those of several callers together, with about one thread for each processor: more would only
 * hold more decoded pictures, and answer none sooner.
 */
public final class CropEmbedder implements AutoCloseable {
    private final EmbeddingQueue queue;
    private final EmbeddingMeters meters;

    public CropEmbedder(
            ImageDecoder decoder, EmbeddingLimits limits, MeterRegistry meters, ObservationRegistry observations) {
        this(decoder, limits, meters, observations, Runtime.getRuntime().availableProcessors());
    }

    CropEmbedder(
            ImageDecoder decoder,
            EmbeddingLimits limits,
            MeterRegistry registry,
            ObservationRegistry observations,
            int processors) {
        queue = new EmbeddingQueue(processors, limits);
        meters = new EmbeddingMeters(registry, observations, queue, limits.maxWaiting());
        EmbeddingWorker worker = new EmbeddingWorker(queue, decoder, meters);
        IntStream.range(0, queue.workers()).forEach(i -> start(worker, "embedding-" + i));
    }

    private static void start(Runnable worker, String name) {
        Thread thread = new Thread(worker, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Embeds pictures that somebody waits for, in order.
     *
     * @throws RefusedPictureException naming the first picture that cannot be decoded
     * @throws TooManyRequestsException if too many pictures wait already, or these have waited too long
     */
    public Result embed(Embedder embedder, List<Source> sources) {
        try {
            return embed(embedder, sources, false);
        } catch (TooManyRequestsException e) {
            meters.refused();
            throw e;
        }
    }

    /**
     * To be asked before pictures are read.
     *
     * @throws TooManyRequestsException if too many wait already
     */
    public void checkRoom() {
        try {
            queue.checkRoom();
        } catch (TooManyRequestsException e) {
            meters.refused();
            throw e;
        }
    }

    /** The same for a job, however many wait; it takes turns with the others. */
    public Result embedPatiently(Embedder embedder, List<Source> sources) {
        return embed(embedder, sources, true);
    }

    private Result embed(Embedder embedder, List<Source> sources, boolean isPatient) {
        if (sources.isEmpty()) {
            return new Result(List.of(), Duration.ZERO, Duration.ZERO);
        }
        return meters.request(isPatient, () -> {
            EmbeddingRequest request = new EmbeddingRequest(embedder, sources, isPatient, meters.current());
            queue.add(request);
            return request.await();
        });
    }

    /** Takes no more pictures; those that wait are still embedded. */
    @Override
    public void close() {
        queue.close();
    }

    /** A picture to embed; the array is not copied. */
    public record Source(byte[] picture, Modality modality) {}

    /**
     * @param embeddings one for each picture, in order
     * @param decode time that these pictures took
     * @param embed time of the network's runs with these pictures, alone or among others
     */
    public record Result(List<Embedding> embeddings, Duration decode, Duration embed) {}
}
