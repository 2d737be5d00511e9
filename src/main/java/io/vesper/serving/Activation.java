package io.vesper.serving;

import io.vesper.serving.UnreadableImages.UnreadableImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the change to another model is.
 *
 * @param modelId the model that shall answer
 * @param state where it stands
 * @param done images embedded so far
 * @param total images that had to be embedded when it began
 * @param error why it failed; null unless it did
 * @param unreadable images that cannot be embedded any more: enrolled, but not found
 */
public record Activation(
        String modelId,
        State state,
        long done,
        long total,
        @Nullable String error,
        List<UnreadableImage> unreadable) {
    public Activation {
        unreadable = List.copyOf(unreadable);
    }

    /** Where an activation stands. */
    public enum State {
        /** The model embeds the gallery; the one before it answers. */
        RUNNING,
        /** The model answers. */
        COMPLETED,
        /** The one before it goes on answering. */
        FAILED
    }

    public static Activation running(String modelId, long total) {
        return new Activation(modelId, State.RUNNING, 0, total, null, List.of());
    }

    public static Activation completed(String modelId) {
        return new Activation(modelId, State.COMPLETED, 0, 0, null, List.of());
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public Activation advanced(int images, List<UnreadableImage> broken) {
        return new Activation(modelId, state, done + images, Math.max(total, done + images), null, broken);
    }

    public Activation completed() {
        return new Activation(modelId, State.COMPLETED, done, total, null, unreadable);
    }

    public Activation failed(String reason) {
        return new Activation(modelId, State.FAILED, done, total, reason, unreadable);
    }
}
