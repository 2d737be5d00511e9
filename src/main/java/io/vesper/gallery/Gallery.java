package io.vesper.gallery;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.embedding.Embedding;
import io.vesper.gallery.Enrolment.Outcome;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexChange;
import io.vesper.person.Modality;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.serving.ServingModel;
import io.vesper.store.EnrolmentItem;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageFilter;
import io.vesper.store.ImageStore;
import io.vesper.store.NoSuchImageException;
import io.vesper.store.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The enrolled images: durable in the database, searchable in the active model's index.
 *
 * <p>What a method has returned for is committed, and is seen by every search that begins afterwards.
 */
public final class Gallery {
    private final ImageStore store;
    private final EnrolmentWriter enrolments;
    private final GalleryWriter writer;
    private final CropEmbedder crops;
    private final ActiveModel active;
    private final Lock writes;
    private final EnrolmentMeters meters;

    Gallery(GalleryDatabase database, CropEmbedder crops, ActiveModel active, Lock writes, EnrolmentMeters meters) {
        this.store = database.images();
        this.enrolments = new EnrolmentWriter(database);
        this.writer = new GalleryWriter(database, active, writes);
        this.crops = crops;
        this.active = active;
        this.writes = writes;
        this.meters = meters;
    }

    /**
     * Enrols pictures: all of them, or none if one is refused.
     *
     * @return what became of each picture, in order
     * @throws RefusedPictureException naming the first picture that cannot be read
     * @throws NoActiveModelException while no model is active
     */
    public List<Outcome> enrol(Enrolment enrolment) {
        Modality modality = enrolment.labels().modality();
        try {
            List<Outcome> outcomes = meters.request(() -> enrolWhole(enrolment));
            int created = (int) outcomes.stream().filter(Outcome::created).count();
            meters.count(EnrolmentItem.Outcome.ENROLLED, modality, created);
            meters.count(EnrolmentItem.Outcome.ALREADY_THERE, modality, outcomes.size() - created);
            return outcomes;
        } catch (RefusedPictureException e) {
            meters.count(EnrolmentItem.Outcome.REFUSED, modality, 1);
            throw e;
        }
    }

    private List<Outcome> enrolWhole(Enrolment enrolment) {
        while (true) {
            try (ServingModel model = active.hold()) {
                List<Embedding> embeddings = embed(model, enrolment);
                List<Outcome> outcomes = meters.store(() -> keep(model, enrolment, embeddings));
                if (outcomes != null) {
                    return outcomes;
                }
            }
        }
    }

    private List<Embedding> embed(ServingModel model, Enrolment enrolment) {
        List<CropEmbedder.Source> sources = enrolment.pictures().stream()
                .map(picture ->
                        new CropEmbedder.Source(picture, enrolment.labels().modality()))
                .toList();
        return crops.embed(model.embedder(), sources).embeddings();
    }

    /** One write at a time, so that the index takes images in the order of their commits; null if another model took over. */
    private @Nullable List<Outcome> keep(ServingModel model, Enrolment enrolment, List<Embedding> embeddings) {
        writes.lock();
        try {
            if (!active.isServing(model)) {
                return null;
            }
            List<Outcome> outcomes = enrolments.commit(model.modelId(), enrolment, embeddings);
            active.add(model, created(outcomes, embeddings));
            return outcomes;
        } finally {
            writes.unlock();
        }
    }

    private static List<GalleryIndex.Row> created(List<Outcome> outcomes, List<Embedding> embeddings) {
        List<GalleryIndex.Row> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).created()) {
                rows.add(new GalleryIndex.Row(outcomes.get(i).image().indexEntry(), embeddings.get(i)));
            }
        }
        return rows;
    }

    /** @throws NoSuchImageException if it was never enrolled or is deleted */
    public GalleryImage image(UUID imageId) {
        GalleryImage image = store.find(imageId);
        if (image == null) {
            throw new NoSuchImageException(imageId.toString());
        }
        return image;
    }

    /**
     * The picture as it was sent, byte for byte.
     *
     * @throws NoSuchImageException if it was never enrolled or is deleted
     */
    public Picture picture(UUID imageId) {
        Picture picture = store.picture(imageId);
        if (picture == null) {
            throw new NoSuchImageException(imageId.toString());
        }
        return picture;
    }

    /**
     * Lists images in the order of enrolment.
     *
     * @param afterSequence only images enrolled after the one of that sequence number; 0 begins
     * @param limit at most so many, ≥ 1
     */
    public List<GalleryImage> images(ImageFilter filter, long afterSequence, int limit) {
        return store.list(filter, afterSequence, limit);
    }

    /**
     * Deletes an image with its picture and embeddings.
     *
     * @throws NoSuchImageException if it was never enrolled or is deleted
     */
    public void delete(UUID imageId) {
        writer.write(() -> {
            GalleryName name = image(imageId).labels().gallery();
            if (!store.delete(imageId)) {
                throw new NoSuchImageException(imageId.toString());
            }
            return new Change<>(
                    imageId,
                    IndexChange.erasing(Set.of(imageId)),
                    AuditEvent.inGallery(AuditAction.ERASE_IMAGE, name.value(), 1));
        });
    }

    public GalleryStats stats() {
        return new GalleryStats(store.counts(), active.indexState());
    }
}
