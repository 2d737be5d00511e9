package io.vesper.serving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.RgbImage;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.person.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Decodes image files and embeds them, so many at a time that memory stays bounded whatever is sent.
 *
 * <p>Times go to the timers {@code vesper.decode} (each picture) and {@code vesper.embed} (each call of the network).
 */
public final class CropEmbedder {
    private static final int MAX_BATCH = 16;
    private static final long MAX_BATCH_PIXELS = 4_000_000;

    private final ImageDecoder decoder;
    private final Timer decodeTimer;
    private final Timer embedTimer;
    /** Threads beyond the processors would only hold more decoded pictures, and answer none sooner. */
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    public CropEmbedder(ImageDecoder decoder, MeterRegistry meters) {
        this.decoder = decoder;
        this.decodeTimer = Timer.builder("vesper.decode")
                .description("Decoding one picture")
                .publishPercentileHistogram()
                .register(meters);
        this.embedTimer = Timer.builder("vesper.embed")
                .description("Embedding a batch of pictures with the network")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * Embeds pictures, in order.
     *
     * @throws RefusedPictureException naming the first picture that cannot be decoded
     */
    public Result embed(Embedder embedder, List<Source> sources) {
        turns.acquireUninterruptibly();
        try {
            return new Pass(embedder).over(sources);
        } finally {
            turns.release();
        }
    }

    private RgbImage decode(int position, byte[] picture) {
        try {
            return decoder.decode(picture);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            throw new RefusedPictureException(position, e);
        }
    }

    /** A picture to embed; the array is not copied. */
    public record Source(byte[] picture, Modality modality) {}

    /** @param embeddings one for each picture, in order */
    public record Result(List<Embedding> embeddings, Duration decode, Duration embed) {}

    /** One call's state: decoded crops wait until there are enough for a batch. */
    private final class Pass {
        private final Embedder embedder;
        private final List<Embedding> embeddings = new ArrayList<>();
        private final List<PersonCrop> waiting = new ArrayList<>();
        private long waitingPixels;
        private long decodeNanos;
        private long embedNanos;

        Pass(Embedder embedder) {
            this.embedder = embedder;
        }

        Result over(List<Source> sources) {
            for (int i = 0; i < sources.size(); i++) {
                decode(i, sources.get(i));
                if (waiting.size() == MAX_BATCH || waitingPixels > MAX_BATCH_PIXELS) {
                    embedWaiting();
                }
            }
            embedWaiting();
            return new Result(embeddings, Duration.ofNanos(decodeNanos), Duration.ofNanos(embedNanos));
        }

        private void decode(int position, Source source) {
            long start = System.nanoTime();
            RgbImage image = CropEmbedder.this.decode(position, source.picture());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            decodeTimer.record(took);
            decodeNanos += took.toNanos();
            waiting.add(new PersonCrop(image, source.modality()));
            waitingPixels += (long) image.width() * image.height();
        }

        private void embedWaiting() {
            if (waiting.isEmpty()) {
                return;
            }
            long start = System.nanoTime();
            embeddings.addAll(embedder.embed(List.copyOf(waiting)));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            embedTimer.record(took);
            embedNanos += took.toNanos();
            waiting.clear();
            waitingPixels = 0;
        }
    }
}
