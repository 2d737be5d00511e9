package io.vesper.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something has changed.
 *
 * @param position its place in the log, ≥ 1
 * @param imageId the image; null: which model is active, or shall become it
 * @param isOwn whether this process made it
 */
public record Change(long position, @Nullable UUID imageId, boolean isOwn) {}
