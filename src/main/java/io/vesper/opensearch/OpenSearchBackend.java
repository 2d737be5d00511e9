package io.vesper.opensearch;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.PublishedModel;
import io.vesper.serving.IndexBackend;
import io.vesper.serving.IndexKeeper;
import io.vesper.serving.IndexLoader;
import io.vesper.store.GalleryDatabase;

/** Opens indexes in a cluster. */
final class OpenSearchBackend implements IndexBackend, AutoCloseable {
    private final OpenSearchSettings settings;
    private final IndexLoader loader;
    private final GalleryDatabase database;
    private final FeedMeters meters;
    private final SearchCluster searching;
    private final SearchCluster feeding;

    /** @throws IllegalStateException if the database has no log of changes that others can read */
    OpenSearchBackend(OpenSearchSettings settings, IndexLoader loader, GalleryDatabase database, FeedMeters meters) {
        if (!database.changes().isShared()) {
            throw new IllegalStateException(
                    "vesper.gallery.index=opensearch needs PostgreSQL, whose log of changes feeds the cluster, but the"
                            + " database is H2. Maybe set spring.datasource.url, or choose another index.");
        }
        this.settings = settings;
        this.loader = loader;
        this.database = database;
        this.meters = meters;
        this.searching = new SearchCluster(settings, settings.timeout());
        this.feeding = new SearchCluster(settings, settings.feedTimeout());
    }

    @Override
    public IndexKeeper open(PublishedModel model, Embedder embedder) {
        if (loader.forgetOtherWeights(model)) {
            database.indexFeed().delete(model.modelId()); // and its indexes are built anew
            database.indexParts()
                    .of(model.modelId())
                    .forEach(part -> database.indexParts().delete(part.indexName()));
        }
        return open(embedder);
    }

    IndexKeeper open(Embedder embedder) {
        String modelId = embedder.modelId();
        IndexNames names = new IndexNames(settings.prefix(), modelId);
        ClusterIndexes indexes = new ClusterIndexes(feeding, names, settings, embedder.dimension());
        IndexWriter writer = new IndexWriter(feeding);
        ModelIndexes images = new ModelIndexes(embedder, loader, database);
        IndexParts parts = new IndexParts(images, names, indexes, writer, database);
        IndexBuilds builds =
                new IndexBuilds(new IndexBuild(images, names, indexes, writer, database, settings.feedBatch()), meters);
        GallerySizes sizes = new GallerySizes(indexes, parts);
        FeedThread feed = new FeedThread(
                modelId,
                new IndexFeed(
                        images, parts, builds, new FormerModels(feeding, database), writer, database, settings, meters),
                database.indexFeed(),
                meters,
                settings.feedInterval(),
                sizes::count);
        OpenSearchIndex index = new OpenSearchIndex(
                modelId,
                embedder.dimension(),
                database.embeddings(),
                new NearestImages(searching, names, settings),
                new DatabaseCalibrations(database.embeddings(), modelId, embedder.dimension()),
                parts,
                sizes,
                feed,
                builds::close);
        return new OpenSearchKeeper(
                embedder,
                index,
                loader,
                database,
                feed,
                new IndexComparison(feeding, images, parts, database, settings.patience()),
                settings.patience());
    }

    /** Builds indexes of a model beside those that are searched. */
    IndexBuild build(Embedder embedder) {
        IndexNames names = new IndexNames(settings.prefix(), embedder.modelId());
        return new IndexBuild(
                new ModelIndexes(embedder, loader, database),
                names,
                new ClusterIndexes(feeding, names, settings, embedder.dimension()),
                new IndexWriter(feeding),
                database,
                settings.feedBatch());
    }

    @Override
    public void close() {
        searching.close();
        feeding.close();
    }
}
