package io.vesper.gallery;

import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.job.PartitionRange;
import io.vesper.job.RunningPartition;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.serving.ServingModel;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.EnrolmentItem;
import io.vesper.store.EnrolmentItem.Outcome;
import io.vesper.store.EnrolmentItemStore;
import io.vesper.store.EnrolmentItemStore.Waiting;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageStore;
import io.vesper.store.Picture;
import io.vesper.store.RepeatedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enrols the pictures of a job, some at a time. What becomes of a picture is committed with its image: whenever the process is killed,
 * each picture is enrolled once, and whoever goes on finds where.
 */
public final class BulkEnrolment implements AutoCloseable {
    /** One call of the network; searches wait for no more than that. */
    private static final int BATCH = 16;

    /** So many of them are read at once, and only the first of them waits for the network while nothing is stored. */
    private static final int BATCHES = 8;

    private static final long MAX_BYTES = 32L << 20;

    private final ImageStore images;
    private final EmbeddingStore embeddings;
    private final EnrolmentItemStore items;
    private final AuditLog audit;
    private final RepeatedTransaction transaction;
    private final CropEmbedder crops;
    private final ActiveModel active;
    private final Lock writes;
    private final EnrolmentMeters meters;
    private final ExecutorService embedding = Executors.newCachedThreadPool(BulkEnrolment::thread);

    BulkEnrolment(
            GalleryDatabase database, CropEmbedder crops, ActiveModel active, Lock writes, EnrolmentMeters meters) {
        this.images = database.images();
        this.embeddings = database.embeddings();
        this.items = database.items();
        this.audit = database.audit();
        this.transaction = new RepeatedTransaction(database.transaction());
        this.crops = crops;
        this.active = active;
        this.writes = writes;
        this.meters = meters;
    }

    /**
     * Enrols or refuses the next pictures of a partition: while some are stored, the next are embedded.
     *
     * @param partition positions of a job's pictures; asked whether to go on before each batch after the first
     * @return whether there were any
     * @throws NoActiveModelException while no model is active
     * @throws io.vesper.job.LostPartitionException if it is no longer this worker's
     * @throws io.vesper.serving.GalleryBusyException if others keep changing the gallery
     */
    public boolean enrolNext(RunningPartition partition) {
        PartitionRange range = partition.range();
        List<Waiting> next =
                items.waiting(partition.job().id(), range.first(), range.last(), BATCHES * BATCH, MAX_BYTES);
        if (next.isEmpty()) {
            return false;
        }
        List<List<Waiting>> batches = new ArrayList<>();
        for (int from = 0; from < next.size(); from += BATCH) {
            batches.add(next.subList(from, Math.min(from + BATCH, next.size())));
        }
        meters.job(() -> {
            enrol(partition, batches);
            return batches.size();
        });
        return true;
    }

    /** What it leaves is found by the next call. */
    private void enrol(RunningPartition partition, List<List<Waiting>> batches) {
        try (ServingModel model = active.hold();
                OneAhead<List<Waiting>, List<Embedded>> ahead =
                        new OneAhead<>(batches, batch -> embed(model, partition, batch), embedding)) {
            List<Embedded> embedded = ahead.take();
            while (embedded != null) {
                List<Embedded> taken = embedded;
                boolean isKept = meters.store(() -> keep(model, partition, taken));
                embedded = isKept && partition.mayGoOn() ? ahead.take() : null;
            }
        }
    }

    /** What can be embedded of the pictures; the others are refused. */
    private List<Embedded> embed(ServingModel model, RunningPartition partition, List<Waiting> batch) {
        List<Waiting> readable = new ArrayList<>(batch);
        while (true) {
            try {
                List<Embedding> results = crops.embedPatiently(model.embedder(), sources(readable))
                        .embeddings();
                List<Embedded> embedded = new ArrayList<>();
                for (int i = 0; i < results.size(); i++) {
                    embedded.add(new Embedded(readable.get(i), results.get(i)));
                }
                return embedded;
            } catch (RefusedPictureException e) {
                Waiting refused = readable.remove(e.position());
                refuse(partition, refused.item(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void refuse(RunningPartition partition, EnrolmentItem item, String reason) {
        transaction.commit(() -> {
            partition.fence();
            items.refused(partition.job().id(), item.position(), reason);
            return item;
        });
        count(item, Outcome.REFUSED);
    }

    private static List<CropEmbedder.Source> sources(List<Waiting> batch) {
        return batch.stream()
                .map(waiting -> new CropEmbedder.Source(
                        waiting.picture(), waiting.item().labels().modality()))
                .toList();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "vesper-enrolment");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        embedding.shutdown();
    }

    /** False if another model took over. */
    private boolean keep(ServingModel model, RunningPartition partition, List<Embedded> batch) {
        writes.lock();
        try {
            if (!active.isServing(model)) {
                return false;
            }
            List<Written> written = transaction.commit(() -> {
                partition.fence();
                return write(model.modelId(), partition.job().id(), batch);
            });
            active.add(model, written.stream().flatMap(Written::row).toList());
            written.forEach(one -> count(one.item(), one.outcome()));
            return true;
        } finally {
            writes.unlock();
        }
    }

    private void count(EnrolmentItem item, Outcome outcome) {
        meters.count(outcome, item.labels().modality(), 1);
    }

    private List<Written> write(String modelId, String jobId, List<Embedded> batch) {
        List<Written> written = new ArrayList<>();
        for (Embedded embedded : batch) {
            // Not if it was erased meanwhile.
            EnrolmentItem item = items.lockWaiting(
                            jobId, embedded.waiting().item().position())
                    .orElse(null);
            if (item != null) {
                written.add(new Written(item, embedded, write(modelId, jobId, item, embedded)));
            }
        }
        if (!written.isEmpty()) {
            GalleryName gallery = batch.get(0).waiting().item().labels().gallery();
            int created = (int) written.stream().flatMap(Written::row).count();
            audit.record(AuditEvent.enrolment(gallery.value(), written.size(), created));
        }
        return written;
    }

    /** The new image; null if there was one. */
    private @Nullable GalleryImage write(String modelId, String jobId, EnrolmentItem item, Embedded embedded) {
        Picture picture = Picture.of(embedded.waiting().picture());
        GalleryImage same = images.findSame(item.labels(), picture);
        if (same != null) {
            items.enrolled(jobId, item.position(), Outcome.ALREADY_THERE, same.imageId());
            return null;
        }
        GalleryImage image = images.insert(item.labels(), picture);
        embeddings.save(modelId, image.imageId(), embedded.embedding());
        items.enrolled(jobId, item.position(), Outcome.ENROLLED, image.imageId());
        return image;
    }

    private record Embedded(Waiting waiting, Embedding embedding) {}

    /** @param image the new one; null if the same picture was there */
    private record Written(
            EnrolmentItem item, Embedded embedded, @Nullable GalleryImage image) {
        Outcome outcome() {
            return image == null ? Outcome.ALREADY_THERE : Outcome.ENROLLED;
        }

        Stream<GalleryIndex.Row> row() {
            return Stream.ofNullable(image)
                    .map(created -> new GalleryIndex.Row(created.indexEntry(), embedded.embedding()));
        }
    }
}
