package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexFeedStore;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.ModelChoice;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the indexes of models that have not answered for a while, and are not about to. */
final class FormerModels {
    private static final Logger LOG = LoggerFactory.getLogger(FormerModels.class);
    /** Until then every server has followed to the model that was activated. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final SearchCluster cluster;
    private final GalleryDatabase database;

    FormerModels(SearchCluster cluster, GalleryDatabase database) {
        this.cluster = cluster;
        this.database = database;
    }

    void clear() {
        clear(KEPT);
    }

    private void delete(String modelId) {
        try {
            for (Part part : database.indexParts().of(modelId)) {
                cluster.delete("/" + part.indexName());
                database.indexParts().delete(part.indexName());
            }
            database.indexFeed().delete(modelId);
            LOG.info("The indexes of the model ({}), which answers no more, are deleted.", modelId);
        } catch (RefusedRequestException | IndexAwayException e) { // a snapshot is taken of them, say
            LOG.info("The indexes of the model ({}) are deleted later: {}", modelId, e.getMessage());
        }
    }

    void clear(Duration kept) {
        IndexFeedStore feeds = database.indexFeed();
        ModelChoice choice = database.choice();
        for (String modelId : feeds.unfed(kept)) {
            if (!modelId.equals(choice.active()) && !modelId.equals(choice.activating())) {
                delete(modelId);
            }
        }
    }
}
