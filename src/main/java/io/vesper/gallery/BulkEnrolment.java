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

    BulkEnrolment(GalleryDatabase database, CropEmbedder crops, ActiveModel active, Lock writes) {
        this.images = database.images();
        this.embeddings = database.embeddings();
        this.items = database.items();
        this.audit = database.audit();
        this.transaction = new RepeatedTransaction(database.transaction());
        this.crops = crops;
        this.active = active;
        this.writes = writes;
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
        boolean isKept = false;
        while (!isKept) {
            try (ServingModel model = active.hold()) {
                isKept = keep(model, jobId, embed(model, jobId, batch));
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
            active.add(model, transaction.commit(() -> write(model.modelId(), jobId, batch)));
            return true;
        } finally {
            writes.unlock();
        }
    }

    private List<GalleryIndex.Row> write(String modelId, String jobId, List<Embedded> batch) {
        List<GalleryIndex.Row> created = new ArrayList<>();
        int kept = 0;
        for (Embedded embedded : batch) {
            // Not if it was erased meanwhile, or another worker took the job over.
            EnrolmentItem item = items.lockWaiting(
                            jobId, embedded.waiting().item().position())
                    .orElse(null);
            if (item != null) {
                kept++;
                GalleryImage image = write(modelId, jobId, item, embedded);
                if (image != null) {
                    created.add(new GalleryIndex.Row(image.indexEntry(), embedded.embedding()));
                }
            }
        }
        if (kept > 0) {
            GalleryName gallery = batch.get(0).waiting().item().labels().gallery();
            audit.record(AuditEvent.enrolment(gallery.value(), kept, created.size()));
        }
        return created;
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
}
