package io.vesper.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Fills an empty index with many images: first with what is known of each, in the order of enrolment, then with their vectors, in any
 * order and from several threads. An image whose vector never comes is left out.
 *
 * <p>Nothing of it is seen before {@link #publish}. What is erased or relabelled in the index meanwhile is so in the end, whatever
 * was read before: an erased image does not come back.
 */
public final class IndexFill implements AutoCloseable {
    private final MemoryIndex index;
    private final int dimension;
    private final LabelCodes codes = new LabelCodes();
    private final RowPlaces places = new RowPlaces();
    private final ChunkList chunks;
    private final List<boolean[]> written = new ArrayList<>(); // by chunk and row
    private final List<IndexChange> meanwhile = new ArrayList<>(); // guarded by the index

    IndexFill(MemoryIndex index, int dimension, VectorStorage storage) {
        this.index = index;
        this.dimension = dimension;
        this.chunks = new ChunkList(dimension, storage, codes, List.of());
    }

    /** Adds images behind those already there; by one thread, before the first vector. */
    public void add(List<IndexEntry> entries) {
        for (IndexEntry entry : entries) {
            int place = chunks.append(entry);
            places.put(entry.imageId(), place);
            if (Place.chunk(place) == written.size()) {
                written.add(new boolean[chunks.chunk(place).capacity()]);
            }
        }
    }

    /**
     * Takes an image's vector; without effect if the image was not added.
     *
     * @param vector shape [D], of length 1; copied
     */
    public void write(UUID imageId, float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "The vector has %d values, but the index holds vectors of %d.".formatted(vector.length, dimension));
        }
        int place = places.of(imageId);
        if (place >= 0) {
            chunks.chunk(place).vectors().write(Place.row(place), vector);
            written.get(Place.chunk(place))[Place.row(place)] = true;
        }
    }

    /** Images that were added, but whose vector has not come. */
    public List<IndexEntry> missing() {
        List<IndexEntry> missing = new ArrayList<>();
        for (int number = 0; number < written.size(); number++) {
            IndexChunk chunk = chunks.chunks().get(number);
            for (int row = 0; row < chunk.rows(); row++) {
                if (!written.get(number)[row]) {
                    missing.add(chunk.entry(row));
                }
            }
        }
        return missing;
    }

    /** Makes everything visible at once. */
    public void publish() {
        index.publish(this);
    }

    /** Called by the index, one after another. */
    void note(IndexChange change) {
        meanwhile.add(change);
    }

    /** What the index shall show. */
    IndexSnapshot snapshot() {
        meanwhile.forEach(this::apply);
        Set<UUID> left = new HashSet<>();
        missing().forEach(entry -> left.add(entry.imageId()));
        places.remove(left);
        List<IndexChunk> filled =
                chunks.chunks().stream().map(chunk -> chunk.without(left)).toList();
        long through = 0;
        for (IndexChunk chunk : filled) {
            through = Math.max(through, chunk.lastSequence());
        }
        return new IndexSnapshot(
                filled,
                codes,
                codes.people(),
                through,
                filled.stream().mapToInt(IndexChunk::size).sum(),
                List.of());
    }

    private void apply(IndexChange change) {
        for (UUID imageId : change.erased()) {
            int place = places.of(imageId);
            if (place >= 0) {
                written.get(Place.chunk(place))[Place.row(place)] = false;
            }
        }
        for (IndexEntry entry : change.relabelled()) {
            int place = places.of(entry.imageId());
            if (place >= 0) {
                chunks.chunk(place).labels().set(Place.row(place), entry, codes);
            }
        }
    }

    RowPlaces places() {
        return places;
    }

    /** Gives up what was not published. */
    @Override
    public void close() {
        index.endFill(this);
    }
}
