package io.vesper.index;

import java.util.List;

/**
 * What a search sees of the index, whatever is written meanwhile.
 *
 * @param chunks the rows
 * @param codes what their numbers mean
 * @param people how many people have numbers
 * @param through sequence number of the youngest image ever added
 * @param changes how many rows were added or erased since the beginning
 */
record IndexSnapshot(List<IndexChunk> chunks, LabelCodes codes, int people, long through, long changes) {
    static IndexSnapshot empty() {
        return new IndexSnapshot(List.of(), new LabelCodes(), 0, 0, 0);
    }

    /** Shows every image that passes the filter, in the order of enrolment. */
    void visit(SearchFilter filter, RowVisitor visitor) {
        RowFilter rows = RowFilter.of(filter, codes.kinds());
        chunks.forEach(chunk -> chunk.visit(rows, visitor));
    }

    IndexChunk chunk(int place) {
        return chunks.get(Place.chunk(place));
    }

    /** By how much a row differs from what scans see of it at most. */
    float error() {
        float error = 0;
        for (IndexChunk chunk : chunks) {
            error = Math.max(error, chunk.vectors().error());
        }
        return error;
    }

    /** Whether scans see rows as they were written. */
    boolean hasFloats() {
        return chunks.stream().allMatch(chunk -> chunk.vectors().floats() != null);
    }

    int size() {
        return chunks.stream().mapToInt(IndexChunk::size).sum();
    }

    int erased() {
        return chunks.stream().mapToInt(IndexChunk::erased).sum();
    }
}
