package io.vesper.job;

/**
 * A part of a job: items that one process works on at a time.
 *
 * @param first the first item's place; what places count, the work knows
 * @param last the last item's place, ≥ {@code first}
 * @param units how many items there are to do, ≥ 1; places in between may have none
 */
public record PartitionRange(long first, long last, int units) {
    public PartitionRange {
        if (last < first || units < 1) {
            throw new IllegalArgumentException(
                    "A partition (%d to %d) of %d units must end at or after its beginning and have a unit at least."
                            .formatted(first, last, units));
        }
    }
}
