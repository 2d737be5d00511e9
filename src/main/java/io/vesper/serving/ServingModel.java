package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.index.GalleryIndex;

/**
 * One model at work: its embedder, and the index of what it has embedded. Whoever uses it holds it open; it is closed when the
 * owner has closed it and the last user is done.
 */
public final class ServingModel implements AutoCloseable {
    private final Embedder embedder;
    private final IndexKeeper keeper;
    private int holders = 1;

    /** @param keeper of the index of what the embedder embeds */
    public ServingModel(Embedder embedder, IndexKeeper keeper) {
        this.embedder = embedder;
        this.keeper = keeper;
    }

    public String modelId() {
        return embedder.modelId();
    }

    public Embedder embedder() {
        return embedder;
    }

    public GalleryIndex index() {
        return keeper.index();
    }

    IndexKeeper keeper() {
        return keeper;
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
    public void close() {
        if (isLast()) {
            keeper.index().close(); // first: what feeds it may be embedding
            embedder.close();
        }
    }

    private synchronized boolean isLast() {
        holders--;
        return holders == 0;
    }
}
