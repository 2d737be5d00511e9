package io.vesper.serving;

import java.util.UUID;

/** Told how a gallery is embedded with another model. */
@FunctionalInterface
public interface EmbeddingProgress {
    /** @param images how many more were tried; may end the work by throwing */
    void advance(int images);

    /** An image cannot be embedded; may be told again. */
    default void unreadable(UUID imageId, String reason) {}
}
