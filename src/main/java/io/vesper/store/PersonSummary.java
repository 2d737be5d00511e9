package io.vesper.store;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery holds of one person.
 *
 * @param counts by modality and camera, at least one
 */
public record PersonSummary(PersonId person, List<Count> counts) {
    public PersonSummary {
        counts = List.copyOf(counts);
    }

    public long images() {
        return counts.stream().mapToLong(Count::images).sum();
    }

    /** The earliest known time of an image; null: none is known. */
    public @Nullable Instant firstCapturedAt() {
        return counts.stream()
                .map(Count::first)
                .filter(time -> time != null)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The latest known time of an image; null: none is known. */
    public @Nullable Instant lastCapturedAt() {
        return counts.stream()
                .map(Count::last)
                .filter(time -> time != null)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /**
     * The person's images by one camera.
     *
     * @param first the earliest known time; null: none is known
     * @param last the latest known time; null: none is known
     */
    public record Count(
            Modality modality,
            CameraId camera,
            long images,
            @Nullable Instant first,
            @Nullable Instant last) {}
}
