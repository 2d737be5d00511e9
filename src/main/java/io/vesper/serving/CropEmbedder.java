package io.vesper.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
 *
 * <p>Times go to the timers {@code vesper.decode} (each picture) and {@code vesper.embed} (each call of the network).
 */
public final class CropEmbedder implements AutoCloseable {
    private final EmbeddingQueue queue;
    private final Counter refused;

    public CropEmbedder(ImageDecoder decoder, EmbeddingLimits limits, MeterRegistry meters) {
        this(decoder, limits, meters, Runtime.getRuntime().availableProcessors());
    }

    CropEmbedder(ImageDecoder decoder, EmbeddingLimits limits, MeterRegistry meters, int processors) {
        queue = new EmbeddingQueue(processors, limits);
        refused = Counter.builder("vesper.embed.refused")
                .description("Requests that were told to come back, since too many pictures waited")
                .register(meters);
        Gauge.builder("vesper.embed.waiting", queue, EmbeddingQueue::waiting)
                .description("Pictures that wait to be embedded")
                .register(meters);
        EmbeddingWorker worker = new EmbeddingWorker(
                queue,
                decoder,
                timer("vesper.decode", "Decoding one picture", meters),
                timer("vesper.embed", "Embedding a batch of pictures with the network", meters));
        IntStream.range(0, queue.workers()).forEach(i -> start(worker, "embedding-" + i));
    }

    private static Timer timer(String name, String description, MeterRegistry meters) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .register(meters);
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
            refused.increment();
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
            refused.increment();
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
        EmbeddingRequest request = new EmbeddingRequest(embedder, sources, isPatient);
        queue.add(request);
        return request.await();
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
