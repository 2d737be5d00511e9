package io.vesper.serving;

import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.gallery.GridEmbedder;
import io.vesper.gallery.Pictures;
import io.vesper.person.Modality;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A grid embedder that remembers how large its batches were, and can be held up and made to fail. */
final class RecordedEmbedder implements Embedder {
    private final GridEmbedder grid;
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Semaphore calls = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean held;

    RecordedEmbedder(String modelId) {
        grid = new GridEmbedder(modelId, 4);
    }

    static List<Embedding> embeddings(Embedder embedder, int... people) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        return embedder.embed(IntStream.of(people)
                .mapToObj(person -> new PersonCrop(decoder.decode(Pictures.png(person, 0)), Modality.VISIBLE))
                .toList());
    }

    void hold() {
        held = true;
    }

    void awaitCall() {
        calls.acquireUninterruptibly();
    }

    void letOnePass() {
        passes.release();
    }

    void letAllPass() {
        held = false;
        passes.release(1000);
    }

    void failOnce(RuntimeException error) {
        failure.set(error);
    }

    List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public String modelId() {
        return grid.modelId();
    }

    @Override
    public int dimension() {
        return grid.dimension();
    }

    @Override
    public List<Embedding> embed(List<PersonCrop> crops) {
        batches.add(crops.size());
        calls.release();
        if (held) {
            passes.acquireUninterruptibly();
        }
        RuntimeException error = failure.getAndSet(null);
        if (error != null) {
            throw error;
        }
        return grid.embed(crops);
    }

    @Override
    public void close() {
        grid.close();
    }
}
