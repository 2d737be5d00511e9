package io.vesper.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search sees of the index, whatever is written meanwhile.
 *
 * @param chunks the rows
 * @param codes what their numbers mean
 * @param people how many people have numbers
 * @param through sequence number of the youngest image ever added
 * @param changes how many rows were added or erased since the beginning
 * @param graphs that lead to rows
 */
record IndexSnapshot(
        List<IndexChunk> chunks, LabelCodes codes, int people, long through, long changes, List<RowGraph> graphs) {
    static IndexSnapshot empty() {
        return new IndexSnapshot(List.of(), new LabelCodes(), 0, 0, 0, List.of());
    }

    /** The graph that leads to rows of a key, if there is one. */
    @Nullable
    RowGraph graph(GraphKey key) {
        return graphs.stream()
                .filter(graph -> graph.key().equals(key))
                .findAny()
                .orElse(null);
    }

    IndexSnapshot with(List<IndexChunk> otherChunks, List<RowGraph> otherGraphs) {
        return new IndexSnapshot(otherChunks, codes, people, through, changes, otherGraphs);
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

    /** How many images graphs lead to. */
    int covered() {
        int covered = 0;
        for (IndexChunk chunk : chunks) {
            for (int word = 0; word < chunk.words(); word++) {
                covered += Long.bitCount(chunk.present(word) & chunk.covered(word));
            }
        }
        return covered;
    }

    int erased() {
        return chunks.stream().mapToInt(IndexChunk::erased).sum();
    }
}
