package io.vesper.index;

import io.vesper.embedding.Embedding;
import java.util.List;

/**
 * What a search sees of the index, whatever is written meanwhile.
 *
 * @param chunks the rows
 * @param through sequence number of the youngest image ever added
 * @param changes how many rows were added or erased since the beginning
 */
record IndexSnapshot(List<IndexChunk> chunks, long through, long changes) {
    /**
     * Scores every image that passes the filter: its best cosine over the probes.
     *
     * @param probes at least one, of the index's dimension
     */
    void scan(List<Embedding> probes, SearchFilter filter, ScoreSink sink) {
        List<float[]> vectors = probes.stream().map(Embedding::toArray).toList();
        chunks.forEach(chunk -> chunk.scan(vectors, filter, sink));
    }

    /** Shows every image that passes the filter. */
    void visit(SearchFilter filter, RowVisitor visitor) {
        chunks.forEach(chunk -> chunk.visit(filter, visitor));
    }

    int size() {
        return chunks.stream().mapToInt(IndexChunk::size).sum();
    }

    int erased() {
        return chunks.stream().mapToInt(IndexChunk::erased).sum();
    }
}
