package io.vesper.opensearch;

import io.vesper.store.IndexFeedStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images of one model that the cluster refuses: put aside, so that they hold up no other, and tried again from time to time. */
final class RefusedImages {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedImages.class);

    private final String modelId;
    private final IndexFeedStore feeds;
    private final Duration interval;
    private final FeedMeters meters;
    private long nextRetry = System.nanoTime();

    RefusedImages(String modelId, IndexFeedStore feeds, Duration interval, FeedMeters meters) {
        this.modelId = modelId;
        this.feeds = feeds;
        this.interval = interval;
        this.meters = meters;
    }

    /** Keeps what came of writing some images: who was refused, and who is not any more. */
    void note(Collection<UUID> written, Map<UUID, String> refused) {
        for (UUID image : written) {
            String reason = refused.get(image);
            if (reason != null) {
                LOG.error("The search cluster refuses the image ({}): {}", image, reason);
                feeds.refuse(modelId, image, reason);
                meters.refused(meters.refused() + 1);
            } else if (meters.refused() > 0) {
                feeds.accept(modelId, image);
            }
        }
    }

    /** Those to be tried again now, at most so many; none before the time has come. */
    List<UUID> due(int limit) {
        if (System.nanoTime() - nextRetry < 0) {
            return List.of();
        }
        nextRetry = System.nanoTime() + interval.toNanos();
        count();
        return meters.refused() == 0 ? List.of() : feeds.refused(modelId, limit);
    }

    void count() {
        meters.refused(feeds.countRefused(modelId));
    }
}
