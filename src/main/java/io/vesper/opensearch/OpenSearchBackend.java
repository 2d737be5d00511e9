package io.vesper.opensearch;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.IndexBackend;
import io.vesper.serving.IndexKeeper;
import io.vesper.store.GalleryDatabase;
import java.util.List;

/** Opens indexes in a cluster. */
final class OpenSearchBackend implements IndexBackend, AutoCloseable {
    private final OpenSearchSettings settings;
    private final EmbeddingUpkeep upkeep;
    private final GalleryDatabase database;
    private final FeedMeters meters;
    private final SearchCluster searching;
    private final SearchCluster feeding;

    /** @throws IllegalStateException if the database has no log of changes that others can read */
    OpenSearchBackend(
            OpenSearchSettings settings, EmbeddingUpkeep upkeep, GalleryDatabase database, FeedMeters meters) {
        if (!database.changes().isShared()) {
            throw new IllegalStateException(
                    "vesper.gallery.index=opensearch needs PostgreSQL, whose log of changes feeds the cluster, but the"
                            + " database is H2. Maybe set spring.datasource.url, or choose another index.");
        }
        this.settings = settings;
        this.upkeep = upkeep;
        this.database = database;
        this.meters = meters;
        this.searching = new SearchCluster(settings, settings.timeout());
        this.feeding = new SearchCluster(settings, settings.feedTimeout());
    }

    @Override
    public IndexKeeper open(PublishedModel model, Embedder embedder) {
        upkeep.forgetOtherWeights(model);
        return open(embedder);
    }

    IndexKeeper open(Embedder embedder) {
        String modelId = embedder.modelId();
        IndexNames names = new IndexNames(settings.prefix(), modelId);
        ClusterIndexes indexes = indexes(names, embedder);
        IndexWriter writer = new IndexWriter(feeding);
        ModelIndexes images = new ModelIndexes(embedder, upkeep, database);
        FeedLease lease = new FeedLease(database.indexFeed(), modelId, settings.feedLease());
        IndexParts parts = new IndexParts(images, names, indexes, writer, database, lease);
        IndexBuilds builds = new IndexBuilds(build(embedder), lease, meters);
        GallerySizes sizes = new GallerySizes(indexes, parts);
        IndexFeed feed = new IndexFeed(
                lease,
                new IndexUpkeep(indexes, parts, builds, new FormerModels(feeding, database)),
                images,
                writer,
                new RefusedImages(modelId, database.indexFeed(), settings.retryInterval(), meters),
                database,
                settings.feedBatch(),
                meters);
        FeedThread thread =
                new FeedThread(modelId, feed, database.indexFeed(), meters, settings.feedInterval(), sizes::count);
        DatabaseCalibrations calibrations =
                new DatabaseCalibrations(database.embeddings(), modelId, embedder.dimension());
        OpenSearchIndex index = new OpenSearchIndex(
                modelId,
                embedder.dimension(),
                database.embeddings(),
                new NearestImages(searching, names, settings),
                calibrations,
                parts,
                sizes,
                thread,
                List.of(builds, calibrations));
        return new OpenSearchKeeper(
                embedder,
                index,
                upkeep,
                indexes,
                database,
                thread,
                new IndexComparison(feeding, images, parts, database, settings.patience()),
                settings.patience());
    }

    /** Builds indexes of a model beside those that are searched. */
    IndexBuild build(Embedder embedder) {
        IndexNames names = new IndexNames(settings.prefix(), embedder.modelId());
        return new IndexBuild(
                new ModelIndexes(embedder, upkeep, database),
                names,
                indexes(names, embedder),
                new IndexWriter(feeding),
                database,
                settings.feedBatch());
    }

    private ClusterIndexes indexes(IndexNames names, Embedder embedder) {
        return new ClusterIndexes(feeding, names, settings, database.settings()::databaseId, embedder.dimension());
    }

    @Override
    public void close() {
        searching.close();
        feeding.close();
    }
}
