package io.vesper.gallery;

import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
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
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enrols the pictures of a job, some at a time. What becomes of a picture is committed with its image: whenever the process is killed,
 * each picture is enrolled once, and whoever goes on finds where.
 */
public final class BulkEnrolment {
    /** One call of the network; searches wait for no more than that. */
    private static final int BATCH = 16;

    private static final long MAX_BATCH_BYTES = 32L << 20;

    private final ImageStore images;
    private final EmbeddingStore embeddings;
    private final EnrolmentItemStore items;
    private final AuditLog audit;
    private final RepeatedTransaction transaction;
    private final CropEmbedder crops;
    private final ActiveModel active;
    private final Lock writes;
    private final EnrolmentMeters meters;

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
     * Enrols or refuses the next pictures of a job.
     *
     * @return whether there were any
     * @throws NoActiveModelException while no model is active
     * @throws io.vesper.serving.GalleryBusyException if others keep changing the gallery
     */
    public boolean enrolNext(String jobId) {
        List<Waiting> batch = items.waiting(jobId, BATCH, MAX_BATCH_BYTES);
        if (batch.isEmpty()) {
            return false;
        }
        return meters.job(() -> enrol(jobId, batch));
    }

    private boolean enrol(String jobId, List<Waiting> batch) {
        boolean isKept = false;
        while (!isKept) {
            try (ServingModel model = active.hold()) {
                List<Embedded> embedded = embed(model, jobId, batch);
                isKept = meters.store(() -> keep(model, jobId, embedded));
            }
        }
        return true;
    }

    /** What can be embedded of the pictures; the others are refused. */
    private List<Embedded> embed(ServingModel model, String jobId, List<Waiting> batch) {
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
                items.refused(jobId, refused.item().position(), String.valueOf(e.getMessage()));
                count(refused.item(), Outcome.REFUSED);
            }
        }
    }

    private static List<CropEmbedder.Source> sources(List<Waiting> batch) {
        return batch.stream()
                .map(waiting -> new CropEmbedder.Source(
                        waiting.picture(), waiting.item().labels().modality()))
                .toList();
    }

    /** False if another model took over. */
    private boolean keep(ServingModel model, String jobId, List<Embedded> batch) {
        writes.lock();
        try {
            if (!active.isServing(model)) {
                return false;
            }
            List<Written> written = transaction.commit(() -> write(model.modelId(), jobId, batch));
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
            // Not if it was erased meanwhile, or another worker took the job over.
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
