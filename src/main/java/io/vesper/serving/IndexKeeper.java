package io.vesper.serving;

import io.vesper.index.GalleryIndex;
import java.util.List;
import java.util.UUID;

/** Brings the index of one model up to the database, and keeps it there. */
public interface IndexKeeper {
    GalleryIndex index();

    /**
     * Embeds what is there now and is not embedded, and has the index take in all of it. Not for a model that answers already.
     *
     * @param progress told of images; may end it by throwing
     */
    void load(EmbeddingProgress progress);

    /**
     * Embeds those of some images that the model has not embedded; without the write lock.
     *
     * @param images changed by somebody, at least one
     */
    void embed(List<UUID> images);

    /**
     * Has the index take some images as they are now, whatever became of them; the caller holds the write lock.
     *
     * @param images changed by somebody, at least one
     */
    void take(List<UUID> images);

    /**
     * Compares the index with the database and mends it.
     *
     * @param catchUp takes in what other processes have changed: what is right then was no difference
     * @return how many images differed
     */
    int mend(Runnable catchUp);
}
