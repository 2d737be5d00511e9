package io.vesper.index;

import java.util.List;

/**
 * What a search of the index found.
 *
 * @param people best first
 * @param through sequence number through which every image was considered
 */
public record SearchResult(List<RankedPerson> people, long through) {
    public SearchResult {
        people = List.copyOf(people);
    }
}
