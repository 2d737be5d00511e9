package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Search over the embeddings of one model. Derived from the database, which is the truth. */
public interface GalleryIndex extends AutoCloseable {
    /**
     * Ranks people by how much they resemble the probe.
     *
     * @throws IllegalArgumentException if a probe's embedding has another dimension
     * @throws IndexAwayException if the index cannot answer now
     */
    SearchResult search(ProbeVectors probe, SearchOptions options);

    /** An image that is searched and its embedding, or null if it is not there. */
    @Nullable
    Row row(UUID imageId);

    /** Takes in images that were enrolled: before this returns, or soon. */
    void add(List<Row> rows);

    /** Erases and relabels images, all at once; no search that begins later shows an erased one. */
    void apply(IndexChange change);

    /** How many images are searched. */
    int size();

    /** How many of them are of a modality. */
    int size(Modality modality);

    /** How many of them graphs lead to; 0 where searches are exact. */
    int inGraphs();

    /** How the nearest are found: {@code exact}, {@code hnsw} or {@code opensearch}. */
    String kind();

    /** Sequence number through which every image is searched that was ever taken in; 0 if there was none. */
    long through();

    /** Frees what it holds. */
    @Override
    void close();

    /** An image and its vector. */
    record Row(IndexEntry entry, Embedding embedding) {}
}
