package io.vesper.job;

import java.util.List;

/**
 * How a job is divided.
 *
 * @param before units that were done before, shown in the progress, ≥ 0
 * @param partitions what is left, in the order in which it is done
 */
public record Division(int before, List<PartitionRange> partitions) {
    public Division {
        partitions = List.copyOf(partitions);
        if (before < 0) {
            throw new IllegalArgumentException("The units done before (%d) must not be negative.".formatted(before));
        }
    }
}
