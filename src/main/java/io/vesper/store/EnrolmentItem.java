package io.vesper.store;

import io.vesper.index.ImageLabels;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture that a job enrols, without its bytes.
 *
 * @param position its place in the job, ≥ 1
 * @param file what it was called where it came from
 * @param labels who, where, when
 * @param outcome what became of it
 * @param message why it was refused; null unless it was
 * @param imageId the image that holds the picture; null unless there is one
 */
public record EnrolmentItem(
        int position,
        String file,
        ImageLabels labels,
        Outcome outcome,
        @Nullable String message,
        @Nullable UUID imageId) {
    /** What became of a picture. */
    public enum Outcome {
        /** Its turn has not come. */
        WAITING,
        ENROLLED,
        /** The same picture was enrolled before for that gallery, person and camera. */
        ALREADY_THERE,
        /** It cannot be read. */
        REFUSED;

        /** @throws IllegalArgumentException naming the outcomes there are */
        public static Outcome of(String name) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The outcome (%s) is not one of %s.".formatted(name, Arrays.toString(values()))));
        }
    }
}
