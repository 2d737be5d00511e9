package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.scoring.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Search over the embeddings of one model, in memory: exact, or by graphs that lead to nearly all of the nearest. Derived from the
 * database and rebuilt from it at start.
 *
 * <p>A search works on a snapshot, so it sees each write whole or not at all, and never waits. Writes follow one another.
 */
public final class MemoryIndex implements GalleryIndex {
    private final int dimension;
    private final VectorStorage storage;
    private final GalleryCalibrations calibrations = new GalleryCalibrations();
    private final ScanQueue scans = new ScanQueue(this::snapshot);
    private final @Nullable GraphUpkeep graphs;
    private volatile RowPlaces places = new RowPlaces();
    private volatile IndexSnapshot snapshot = IndexSnapshot.empty();
    private volatile ModalityCounts counts = ModalityCounts.of(snapshot);
    private @Nullable IndexFill fill;

    /** Exact; keeps vectors on the heap. */
    public MemoryIndex(int dimension) {
        this(dimension, VectorStorage.FLOAT32, null);
    }

    /**
     * @param dimension D, ≥ 1
     * @param storage where the vectors are kept; answers do not depend on it
     * @param hnsw how graphs are built and walked; null: searches are exact
     */
    public MemoryIndex(int dimension, VectorStorage storage, @Nullable HnswSettings hnsw) {
        this(dimension, storage, hnsw, GraphUpkeep.MIN_ROWS);
    }

    /** @param minRows fewer rows have no graph */
    MemoryIndex(int dimension, VectorStorage storage, @Nullable HnswSettings hnsw, int minRows) {
        this.dimension = dimension;
        this.storage = storage;
        this.graphs = hnsw == null ? null : new GraphUpkeep(this, hnsw, minRows);
    }

    /**
     * Adds rows, all at once, behind those already there.
     *
     * @throws IllegalArgumentException if an embedding has another dimension; nothing is added then
     */
    @Override
    public synchronized void add(List<Row> rows) {
        rows.forEach(row -> check(row.embedding()));
        if (fill != null) {
            throw new IllegalStateException("Nothing can be added to an index that is being filled.");
        }
        LabelCodes codes = snapshot.codes();
        ChunkList next = new ChunkList(dimension, storage, codes, snapshot.chunks());
        long through = snapshot.through();
        for (Row row : rows) {
            places.put(
                    row.entry().imageId(),
                    next.append(row.entry(), row.embedding().toArray()));
            through = Math.max(through, row.entry().sequence());
        }
        long changes = snapshot.changes() + rows.size();
        change(new IndexSnapshot(next.chunks(), codes, codes.people(), through, changes, snapshot.graphs()));
    }

    private void change(IndexSnapshot next) {
        snapshot = next;
        if (graphs != null) {
            graphs.changed(next);
        }
    }

    /**
     * Begins to fill an index to which nothing was ever added; nothing may be added to it before that has ended.
     *
     * @throws IllegalStateException if the index is not empty, or being filled
     */
    public synchronized IndexFill fill() {
        if (fill != null || snapshot.through() > 0) {
            throw new IllegalStateException("Only an empty index can be filled, but this one holds %d images%s."
                    .formatted(size(), fill == null ? "" : " and is being filled"));
        }
        fill = new IndexFill(this, dimension, storage);
        return fill;
    }

    synchronized void publish(IndexFill ended) {
        IndexSnapshot filled = ended.snapshot();
        places = ended.places();
        change(compacted(filled));
        endFill(ended);
    }

    synchronized void endFill(IndexFill ended) {
        fill = fill == ended ? null : fill;
    }

    /** Takes an image out; without effect if it is not there. */
    public void remove(UUID imageId) {
        apply(IndexChange.erasing(Set.of(imageId)));
    }

    /** Erases and relabels images, all at once; without effect on those that are not there. */
    @Override
    public synchronized void apply(IndexChange change) {
        if (fill != null) {
            fill.note(change);
            return;
        }
        Map<UUID, IndexEntry> relabelled =
                change.relabelled().stream().collect(Collectors.toMap(IndexEntry::imageId, Function.identity()));
        LabelCodes codes = snapshot.codes();
        List<IndexChunk> chunks = new ArrayList<>(snapshot.chunks());
        places.chunks(change.erased())
                .forEach(number -> chunks.set(number, chunks.get(number).without(change.erased())));
        places.chunks(relabelled.keySet())
                .forEach(number -> chunks.set(number, chunks.get(number).relabelled(relabelled, codes)));
        places.remove(change.erased());
        long changes = snapshot.changes()
                + change.erased().size()
                + change.relabelled().size();
        change(compacted(new IndexSnapshot(
                List.copyOf(chunks), codes, codes.people(), snapshot.through(), changes, snapshot.graphs())));
    }

    /**
     * Copies the remaining rows together once most are erased: a constant cost for each removal on average. The names of people who are
     * no longer there are forgotten with it, and so are graphs, which lead to places that are no longer theirs.
     */
    private IndexSnapshot compacted(IndexSnapshot loose) {
        if (loose.erased() <= loose.size()) {
            return loose;
        }
        LabelCodes codes = new LabelCodes();
        ChunkList next = new ChunkList(dimension, storage, codes, List.of());
        loose.chunks().forEach(chunk -> chunk.copyTo(next));
        IndexSnapshot dense =
                new IndexSnapshot(next.chunks(), codes, codes.people(), loose.through(), loose.changes(), List.of());
        places.reset(dense);
        return dense;
    }

    /** Takes up a graph, unless rows have moved since the snapshot of which it was built. */
    synchronized void publish(RowGraph graph, IndexSnapshot of) {
        if (snapshot.codes() == of.codes()) {
            snapshot = new GraphCover(snapshot, graph.key()).by(graph);
        }
    }

    synchronized void forget(GraphKey key) {
        snapshot = new GraphCover(snapshot, key).byNone();
    }

    @Override
    public SearchResult search(ProbeVectors probe, SearchOptions options) {
        return search(probe, options.filter().gallery()).people(options);
    }

    /**
     * Ranks images by how much they resemble the probe.
     *
     * @param filter which images are looked at
     * @param limit how many are wanted, ≥ 1
     * @throws IllegalArgumentException if a probe's embedding has another dimension
     */
    public List<Match> nearest(ProbeVectors probe, SearchFilter filter, int limit, ReRanking reRanking) {
        return search(probe, filter.gallery()).images(filter, limit, reRanking);
    }

    /**
     * Ranks people by what cosines are worth elsewhere: for an index that holds a part of the gallery.
     *
     * @throws IllegalArgumentException if a probe's embedding has another dimension
     */
    public SearchResult search(ProbeVectors probe, SearchOptions options, Calibration calibration) {
        return search(probe, calibration).people(options);
    }

    private IndexSearch search(ProbeVectors probe, GalleryName gallery) {
        return search(probe, calibration(gallery));
    }

    private IndexSearch search(ProbeVectors probe, Calibration calibration) {
        probe.embeddings().forEach(this::check);
        return new IndexSearch(scans, probe, calibration.forProbe(probe.modality()));
    }

    /** What cosines are worth in a gallery, by the images that are there now or were not long ago. */
    public Calibration calibration(GalleryName gallery) {
        IndexSnapshot seen = snapshot;
        return calibrations.of(gallery, seen.changes(), seen);
    }

    @Override
    public @Nullable Row row(UUID imageId) {
        IndexSnapshot seen = snapshot;
        int place = places.of(imageId, seen);
        return place < 0 ? null : seen.chunk(place).row(Place.row(place));
    }

    /** Hands over every row, as they are now. */
    public void forEach(Consumer<Row> consumer) {
        snapshot.chunks().forEach(chunk -> chunk.forEach(consumer));
    }

    /** What a search that begins now sees. */
    IndexSnapshot snapshot() {
        return snapshot;
    }

    /** For a search that knows what cosines are worth by itself. */
    ScanQueue scans() {
        return scans;
    }

    @Override
    public int size() {
        return snapshot.size();
    }

    /** How many of them are of a modality; counted anew only after a change. */
    @Override
    public int size(Modality modality) {
        IndexSnapshot seen = snapshot;
        ModalityCounts known = counts;
        if (known.of() != seen) {
            known = ModalityCounts.of(seen);
            counts = known;
        }
        return known.counts().getOrDefault(modality, 0);
    }

    @Override
    public int inGraphs() {
        return snapshot.covered();
    }

    @Override
    public String kind() {
        return graphs == null ? "exact" : "hnsw";
    }

    /** Gives up what is being built in the background; searches go on. */
    @Override
    public void close() {
        if (graphs != null) {
            graphs.close();
        }
    }

    /** Waits until nothing is left to build; for measurements. */
    void settle() throws InterruptedException {
        if (graphs != null) {
            graphs.settle();
        }
    }

    /** Sequence number of the youngest image ever added, 0 if there was none. */
    @Override
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
}
