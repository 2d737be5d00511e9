package io.vesper.serving;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.RgbImage;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.serving.EmbeddingQueue.Batch;
import io.vesper.serving.EmbeddingRequest.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes and embeds batches until the queue is closed and empty. */
final class EmbeddingWorker implements Runnable {
    /** So that memory stays bounded whatever is sent. */
    private static final long MAX_PIXELS = 4_000_000;

    private final EmbeddingQueue queue;
    private final ImageDecoder decoder;
    private final EmbeddingMeters meters;

    EmbeddingWorker(EmbeddingQueue queue, ImageDecoder decoder, EmbeddingMeters meters) {
        this.queue = queue;
        this.decoder = decoder;
        this.meters = meters;
    }

    @Override
    public void run() {
        try {
            for (Optional<Batch> next = queue.take(); next.isPresent(); next = queue.take()) {
                embed(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void embed(Batch batch) {
        long start = System.nanoTime();
        try {
            new Pass().over(batch.tickets());
        } finally {
            queue.ended(batch, (System.nanoTime() - start) / 1e9);
        }
    }

    /** One batch's state: decoded crops wait until they are all, or too large to wait for more. */
    private final class Pass {
        private final List<Ticket> decoded = new ArrayList<>();
        private final List<PersonCrop> crops = new ArrayList<>();
        private long pixels;

        void over(List<Ticket> batch) {
            for (Ticket ticket : batch) {
                if (ticket.position() == 0) {
                    meters.begun(ticket.request(), ticket.request().age());
                }
                decode(ticket);
                if (pixels > MAX_PIXELS) {
                    embed();
                }
            }
            embed();
        }

        private void decode(Ticket ticket) {
            long start = System.nanoTime();
            try {
                RgbImage image = meters.decode(
                        ticket.request(), () -> decoder.decode(ticket.source().picture()));
                crops.add(new PersonCrop(image, ticket.source().modality()));
                decoded.add(ticket);
                pixels += (long) image.width() * image.height();
            } catch (UnreadableImageException | UnsupportedImageTypeException e) {
                ticket.fail(new RefusedPictureException(ticket.position(), e));
                return;
            } catch (RuntimeException | Error e) {
                ticket.fail(e); // the caller's to answer for; the worker goes on
                return;
            }
            ticket.request().decodedIn(System.nanoTime() - start);
        }

        private void embed() {
            if (decoded.isEmpty()) {
                return;
            }
            long start = System.nanoTime();
            try {
                EmbeddingRequest first = decoded.get(0).request();
                List<Embedding> embeddings =
                        meters.embed(first, crops.size(), () -> first.embedder().embed(List.copyOf(crops)));
                long took = System.nanoTime() - start;
                decoded.stream().map(Ticket::request).distinct().forEach(request -> request.embeddedIn(took));
                if (embeddings.size() != decoded.size()) {
                    throw new IllegalStateException("The network gave %d embeddings of %d pictures."
                            .formatted(embeddings.size(), decoded.size()));
                }
                for (int i = 0; i < embeddings.size(); i++) {
                    decoded.get(i).succeed(embeddings.get(i));
                }
            } catch (RuntimeException | Error e) {
                decoded.forEach(ticket -> ticket.fail(e));
            }
            decoded.clear();
            crops.clear();
            pixels = 0;
        }
    }
}
