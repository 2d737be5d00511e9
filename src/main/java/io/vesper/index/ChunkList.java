package io.vesper.index;

import java.util.ArrayList;
import java.util.List;

/** Builds the next state of the index; chunks grow from 1,024 to 65,536 rows, and no row is copied to make room. */
final class ChunkList {
    private static final int FIRST_CAPACITY = 1024;
    private static final int LAST_CAPACITY = 65_536;

    private final int dimension;
    private final VectorStorage storage;
    private final LabelCodes codes;
    private final List<IndexChunk> chunks;

    /** @param codes those of the chunks */
    ChunkList(int dimension, VectorStorage storage, LabelCodes codes, List<IndexChunk> chunks) {
        this.dimension = dimension;
        this.storage = storage;
        this.codes = codes;
        this.chunks = new ArrayList<>(chunks);
    }

    /** @return the place of the row */
    int append(IndexEntry entry, float[] vector) {
        int place = append(entry);
        chunk(place).vectors().write(Place.row(place), vector);
        return place;
    }

    /** @return the place of the row, whose vector is still to be written */
    int append(IndexEntry entry) {
        int last = chunks.size() - 1;
        if (last < 0 || chunks.get(last).isFull()) {
            int capacity =
                    last < 0 ? FIRST_CAPACITY : Math.min(2 * chunks.get(last).capacity(), LAST_CAPACITY);
            chunks.add(new IndexChunk(dimension, capacity, storage));
            last++;
        }
        IndexChunk chunk = chunks.get(last).with(entry, codes);
        chunks.set(last, chunk);
        return Place.of(last, chunk.rows() - 1);
    }

    IndexChunk chunk(int place) {
        return chunks.get(Place.chunk(place));
    }

    List<IndexChunk> chunks() {
        return List.copyOf(chunks);
    }
}
