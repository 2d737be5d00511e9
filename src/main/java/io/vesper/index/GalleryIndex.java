package io.vesper.index;

import io.vesper.embedding.Embedding;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exact search over the embeddings of one model, in memory. Derived from the database and rebuilt from it at start.
 *
 * <p>A search works on a snapshot, so it sees each write whole or not at all, and never waits. Writes follow one another.
 */
public final class GalleryIndex {
    private final int dimension;
    private volatile Snapshot snapshot = new Snapshot(List.of(), 0);

    /** @param dimension D, ≥ 1 */
    public GalleryIndex(int dimension) {
        this.dimension = dimension;
    }

    /**
     * Adds rows, all at once, behind those already there.
     *
     * @throws IllegalArgumentException if an embedding has another dimension; nothing is added then
     */
    public synchronized void add(List<Row> rows) {
        rows.forEach(row -> check(row.embedding()));
        ChunkList next = new ChunkList(dimension, snapshot.chunks());
        long through = snapshot.through();
        for (Row row : rows) {
            next.append(row.entry(), row.embedding().toArray());
            through = Math.max(through, row.entry().sequence());
        }
        snapshot = new Snapshot(next.chunks(), through);
    }

    /** Takes an image out; without effect if it is not there. */
    public synchronized void remove(UUID imageId) {
        List<IndexChunk> chunks = snapshot.chunks();
        for (int i = 0; i < chunks.size(); i++) {
            int row = chunks.get(i).rowOf(imageId);
            if (row >= 0) {
                ChunkList next = new ChunkList(dimension, chunks);
                next.replace(i, chunks.get(i).without(row));
                snapshot = compacted(new Snapshot(next.chunks(), snapshot.through()));
                return;
            }
        }
    }

    /** Copies the remaining rows together once most are erased: a constant cost for each removal on average. */
    private Snapshot compacted(Snapshot loose) {
        if (loose.erased() <= loose.size()) {
            return loose;
        }
        ChunkList next = new ChunkList(dimension, List.of());
        loose.chunks().forEach(chunk -> chunk.copyTo(next));
        return new Snapshot(next.chunks(), loose.through());
    }

    /**
     * Scores every image that passes the filter: its best cosine over the probes.
     *
     * @param probes at least one
     * @return the sequence number through which every image was considered
     * @throws IllegalArgumentException if a probe has another dimension
     */
    public long scan(List<Embedding> probes, SearchFilter filter, ScoreSink sink) {
        probes.forEach(this::check);
        List<float[]> vectors = probes.stream().map(Embedding::toArray).toList();
        Snapshot seen = snapshot;
        seen.chunks().forEach(chunk -> chunk.scan(vectors, filter, sink));
        return seen.through();
    }

    /** The embedding of an image, or null if it is not there. */
    public @Nullable Embedding embedding(UUID imageId) {
        Row row = row(imageId);
        return row == null ? null : row.embedding();
    }

    /** The row of an image, or null if it is not there. */
    public @Nullable Row row(UUID imageId) {
        for (IndexChunk chunk : snapshot.chunks()) {
            int row = chunk.rowOf(imageId);
            if (row >= 0) {
                return chunk.row(row);
            }
        }
        return null;
    }

    /** Hands over every row, as they are now. */
    public void forEach(Consumer<Row> consumer) {
        snapshot.chunks().forEach(chunk -> chunk.forEach(consumer));
    }

    /** How many images are searched. */
    public int size() {
        return snapshot.size();
    }

    /** Sequence number of the youngest image ever added, 0 if there was none. */
    public long through() {
        return snapshot.through();
    }

    private void check(Embedding embedding) {
        if (embedding.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "The embedding has %d values, but the index holds vectors of %d. Maybe it comes from another model."
                            .formatted(embedding.dimension(), dimension));
        }
    }

    /** An image and its vector. */
    public record Row(IndexEntry entry, Embedding embedding) {}

    private record Snapshot(List<IndexChunk> chunks, long through) {
        int size() {
            return chunks.stream().mapToInt(IndexChunk::size).sum();
        }

        int erased() {
            return chunks.stream().mapToInt(IndexChunk::erased).sum();
        }
    }
}
