package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.job.Division;
import io.vesper.job.JobSnapshot;
import io.vesper.job.PartitionRange;
import io.vesper.job.PartitionedWork;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningPartition;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexPartStore;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import io.vesper.store.ItemRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds indexes anew, a stretch of the order of enrolment in each partition. All of a job's writes carry the position of the log from
 * before it began: written twice, or by somebody who was taken for dead, they have no effect.
 */
final class ReindexWork implements PartitionedWork {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** How long whoever feeds may take to let a filled index be searched before the job ends without it. */
    private static final Duration SWITCH = Duration.ofMinutes(2);

    private final ActiveModel active;
    private final OpenSearchBackend backend;
    private final GalleryDatabase database;
    private final IndexPartStore parts;

    ReindexWork(ActiveModel active, OpenSearchBackend backend, GalleryDatabase database) {
        this.active = active;
        this.backend = backend;
        this.database = database;
        this.parts = database.indexParts();
    }

    @Override
    public String type() {
        return ReindexJobs.TYPE;
    }

    @Override
    public String unit() {
        return "image";
    }

    /** Makes the empty indexes. Images that are enrolled later come to them from the log. */
    @Override
    public Division divide(RunningJob running, int size) {
        JobSnapshot job = running.job();
        try (ServingModel model = active.hold()) {
            GalleryName only = gallery(job);
            IndexBuild build = backend.build(model.embedder());
            List<GalleryName> galleries = only == null ? database.galleries().withImages() : List.of(only);
            parts.ofJob(job.id()).stream()
                    .filter(part -> part.state() == State.FILLING) // of an attempt that failed
                    .forEach(part -> parts.delete(part.indexName()));
            galleries.forEach(gallery -> build.begin(gallery, job.id(), running::mayGoOn));
            return new Division(
                    0,
                    adjoining(
                            database.embeddings().ranges(model.modelId(), only, size),
                            database.images().youngest()));
        }
    }

    /** Without gaps in between and behind: an image there may be enrolled, but still to be embedded. */
    private static List<PartitionRange> adjoining(List<ItemRange> ranges, long youngest) {
        List<PartitionRange> all = new ArrayList<>();
        long first = 1;
        for (int i = 0; i < ranges.size(); i++) {
            ItemRange range = ranges.get(i);
            long last = i == ranges.size() - 1 ? Math.max(range.last(), youngest) : range.last();
            all.add(new PartitionRange(first, last, range.items()));
            first = last + 1;
        }
        return all;
    }

    private static @Nullable GalleryName gallery(JobSnapshot job) {
        Object gallery = job.parameters().get(ReindexJobs.GALLERY);
        return gallery == null ? null : new GalleryName(String.valueOf(gallery));
    }

    @Override
    public Map<String, ?> run(RunningPartition partition) {
        PartitionRange range = partition.range();
        AtomicInteger done = new AtomicInteger();
        for (Part part : parts.ofJob(partition.job().id())) {
            if (part.state() == State.FILLING) { // else it was filled before the job was restarted
                patiently(part, partition::mayGoOn, () -> fill(part, range, partition, done));
            }
        }
        return Map.of("images", done.get());
    }

    private void fill(Part part, PartitionRange range, RunningPartition partition, AtomicInteger done) {
        try (ServingModel model = active.hold()) {
            checkModel(part, model);
            int before = done.get();
            try {
                backend.build(model.embedder())
                        .fill(
                                part,
                                range.first() - 1,
                                range.last(),
                                partition::mayGoOn,
                                page -> partition.report(Math.min(done.addAndGet(page.size()), range.units())));
            } catch (IndexAwayException e) {
                done.set(before); // it is begun again
                throw e;
            }
        }
    }

    private static void checkModel(Part part, ServingModel model) {
        if (!part.modelId().equals(model.modelId())) {
            throw new IllegalStateException(
                    "The index (%s) is of the model (%s), but (%s) answers now, whose indexes were built when it was activated."
                            .formatted(part.indexName(), part.modelId(), model.modelId()));
        }
    }

    /** A cluster that is away for a moment is no fault of the job; an index that is gone does not come back. */
    private static void patiently(Part part, BooleanSupplier mayGoOn, Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (IndexGoneException e) {
                throw gone(part.indexName());
            } catch (IndexAwayException e) {
                checkGoesOn(mayGoOn);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static void checkGoesOn(BooleanSupplier mayGoOn) {
        if (!mayGoOn.getAsBoolean()) {
            throw new CancellationException("The job stops between two pages of images.");
        }
    }

    @Override
    public Map<String, ?> result(RunningJob job, List<Map<String, Object>> partitions) {
        List<String> indexes = new ArrayList<>();
        for (Part part : parts.ofJob(job.job().id())) {
            patiently(part, job::mayGoOn, () -> end(part));
            awaitServing(part.indexName(), job::mayGoOn);
            indexes.add(part.indexName());
        }
        long images = partitions.stream()
                .mapToLong(partition -> ((Number) partition.getOrDefault("images", 0)).longValue())
                .sum();
        return Map.of("images", images, "indexes", indexes);
    }

    private void end(Part part) {
        if (part.state() == State.FILLING) {
            try (ServingModel model = active.hold()) {
                checkModel(part, model);
                backend.build(model.embedder()).end(part);
            }
        }
    }

    private void awaitServing(String indexName, BooleanSupplier mayGoOn) {
        long end = System.nanoTime() + SWITCH.toNanos();
        Part now = parts.find(indexName);
        while (now != null && now.state() != State.SERVING && System.nanoTime() < end) {
            checkGoesOn(mayGoOn);
            LockSupport.parkNanos(PAUSE.toNanos());
            now = parts.find(indexName);
        }
        if (now == null) {
            throw gone(indexName);
        }
    }

    private static IllegalStateException gone(String indexName) {
        return new IllegalStateException(
                "The index (%s) was deleted while it was built. Maybe the model was replaced, or another reindex of the gallery has ended; else restart the job."
                        .formatted(indexName));
    }
}
