package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Submits jobs that build the indexes of the active model anew from the database, while the present ones are searched. */
public final class ReindexJobs {
    /** The type of such a job, and the name of its Spring Batch job. */
    public static final String TYPE = "reindex";

    static final String GALLERY = "gallery";

    private final JobQueue queue;

    ReindexJobs(JobQueue queue) {
        this.queue = queue;
    }

    /**
     * Builds indexes anew: after another number of shards or another way to build graphs was set, or if one is in doubt.
     *
     * @param gallery only of this one; null: of all
     * @return the queued job; its result will be how many {@code images} were written to which {@code indexes}
     */
    public JobSnapshot submit(@Nullable GalleryName gallery) {
        return queue.submit(TYPE, gallery == null ? Map.of() : Map.of(GALLERY, gallery.value()));
    }
}
