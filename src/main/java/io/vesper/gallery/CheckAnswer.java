package io.vesper.gallery;

import io.vesper.replica.FollowState;
import io.vesper.serving.IndexCheck;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /actuator/gallery} says: see {@link IndexCheck.Result}.
 *
 * @param follow how well this process keeps in step with others; null while there is nobody to follow
 */
record CheckAnswer(
        String modelId,
        long inDatabase,
        long inIndex,
        int healed,
        long unreadable,
        @Nullable FollowState follow) {
    static CheckAnswer of(IndexCheck.Result found, @Nullable FollowState follow) {
        return new CheckAnswer(
                found.modelId(), found.inDatabase(), found.inIndex(), found.healed(), found.unreadable(), follow);
    }
}
