package io.vesper.findings;

import io.vesper.person.PersonImage;
import java.util.List;

/**
 * One query and what it found.
 *
 * @param query the picture searched for
 * @param averagePrecision in (0, 1]
 * @param firstMatchPlace 1-based, in pictures
 * @param first the first gallery pictures, best first
 */
public record QueryCase(PersonImage query, double averagePrecision, int firstMatchPlace, List<RankedPicture> first) {
    public QueryCase {
        first = List.copyOf(first);
    }
}
