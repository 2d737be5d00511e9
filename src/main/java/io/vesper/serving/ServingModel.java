package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.index.GalleryIndex;

/**
 * One model at work: its embedder, and the index of what it has embedded. Whoever uses it holds it open; it is closed when the
 * owner has closed it and the last user is done.
 */
public final class ServingModel implements AutoCloseable {
    private final Embedder embedder;
    private final GalleryIndex index;
    private int holders = 1;

    /** @param index empty, for what the embedder embeds */
    public ServingModel(Embedder embedder, GalleryIndex index) {
        this.embedder = embedder;
        this.index = index;
    }

    public String modelId() {
        return embedder.modelId();
    }

    public Embedder embedder() {
        return embedder;
    }

    public GalleryIndex index() {
        return index;
    }

    /** Holds it open until {@link #close}; false if it is closed already. */
    public synchronized boolean hold() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    @Override
    public synchronized void close() {
        holders--;
        if (holders == 0) {
            embedder.close();
            index.close();
        }
    }
}
