package io.vesper.opensearch;

import io.vesper.embedding.Embedding;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.index.IndexChange;
import io.vesper.index.ProbeVectors;
import io.vesper.index.ReRanking;
import io.vesper.index.SearchOptions;
import io.vesper.index.SearchResult;
import io.vesper.person.Modality;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.IndexFeedStore.Feed;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Search by a cluster, which finds who may be among the best; these are ranked here, by the embeddings that the database has now. So
 * scores, filters and names are as exact as those of an index in memory, and what is erased is not found from that moment on.
 */
final class OpenSearchIndex implements GalleryIndex {
    /** People whose mean may be the best need not be in the very nearest images. */
    private static final int MORE_FOR_MEANS = 4;

    /** One is enough but where the nearest images are of very few people, or were erased a moment ago. */
    private static final int MOST_LOOKS = 10;

    private final String modelId;
    private final int dimension;
    private final EmbeddingStore embeddings;
    private final NearestImages nearest;
    private final DatabaseCalibrations calibrations;
    private final IndexParts parts;
    private final GallerySizes sizes;
    private final FeedThread feed;
    private final List<Background> inBackground;

    OpenSearchIndex(
            String modelId,
            int dimension,
            EmbeddingStore embeddings,
            NearestImages nearest,
            DatabaseCalibrations calibrations,
            IndexParts parts,
            GallerySizes sizes,
            FeedThread feed,
            List<Background> inBackground) {
        this.modelId = modelId;
        this.dimension = dimension;
        this.embeddings = embeddings;
        this.nearest = nearest;
        this.calibrations = calibrations;
        this.parts = parts;
        this.sizes = sizes;
        this.feed = feed;
        this.inBackground = inBackground;
    }

    @Override
    public SearchResult search(ProbeVectors probe, SearchOptions options) {
        probe.embeddings().forEach(this::check);
        Feed state = feed.state(); // before the search, or it might tell of what the search has not seen
        long through = state == null ? 0 : state.sequence();
        GalleryName gallery = options.filter().gallery();
        Candidates candidates = new Candidates(modelId, dimension, embeddings, options.filter());
        boolean isAll = addReRanked(probe, options, candidates, through);
        int limit = limit(options);
        for (int look = 0; look < MOST_LOOKS && !isAll && candidates.people() < limit; look++) {
            NearestImages.Found found = indexed(
                    gallery, through, () -> nearest.groups(probe, options.filter(), limit, candidates.groups()));
            candidates.add(found);
            isAll = found.isAll() || found.groups().isEmpty();
        }
        return new SearchResult(
                candidates
                        .ranked(probe, options, calibrations.of(gallery, state == null ? 0 : state.position()))
                        .people(),
                through);
    }

    /** The nearest images, whoever is in them; returns whether there are no others. */
    private boolean addReRanked(ProbeVectors probe, SearchOptions options, Candidates candidates, long through) {
        if (options.reRanking() == ReRanking.NONE) {
            return false;
        }
        NearestImages.Found found = indexed(
                options.filter().gallery(), through, () -> nearest.images(probe, options.filter(), ReRanking.IMAGES));
        candidates.add(found);
        return found.isAll();
    }

    private static int limit(SearchOptions options) {
        int people = options.people() + (options.reRanking() == ReRanking.NONE ? 0 : ReRanking.IMAGES);
        return options.aggregation() == Aggregation.MAX ? people : MORE_FOR_MEANS * people;
    }

    /** Asks twice for an index that should be there: the first time it may have been just about to be searched. */
    private NearestImages.Found indexed(GalleryName gallery, long through, Supplier<NearestImages.Found> question) {
        NearestImages.Found found = question.get();
        if (found.isIndexed() || parts.whyMissing(gallery, through) == null) {
            return found;
        }
        NearestImages.Found again = question.get();
        IndexAwayException gone = again.isIndexed() ? null : parts.whyMissing(gallery, through);
        if (gone != null) {
            throw gone;
        }
        return again;
    }

    private void check(Embedding embedding) {
        if (embedding.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "The embedding has %d values, but the index holds vectors of %d. Maybe it comes from another model."
                            .formatted(embedding.dimension(), dimension));
        }
    }

    @Override
    public @Nullable Row row(UUID imageId) {
        EmbeddingStore.Kept kept = embeddings.kept(modelId, dimension, imageId);
        return kept == null || kept.embedding() == null ? null : new Row(kept.entry(), kept.embedding());
    }

    /** They are in the log of changes. */
    @Override
    public void add(List<Row> rows) {
        feed.wake();
    }

    /** It is in the log of changes; what was erased is not in the database any more, and so not found. */
    @Override
    public void apply(IndexChange change) {
        feed.wake();
    }

    @Override
    public int size() {
        return sizes.total();
    }

    @Override
    public int size(Modality modality) {
        return sizes.of(modality);
    }

    @Override
    public int inGraphs() {
        return size();
    }

    @Override
    public String kind() {
        return "opensearch";
    }

    @Override
    public long through() {
        Feed state = feed.state();
        return state == null ? 0 : state.sequence();
    }

    @Override
    public void close() {
        inBackground.forEach(Background::stop);
        feed.close();
    }
}
