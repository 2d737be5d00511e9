package io.vesper.gallery;

import io.vesper.access.AuditEvent;
import io.vesper.access.AuditLog;
import io.vesper.embedding.Embedding;
import io.vesper.gallery.Enrolment.Outcome;
import io.vesper.store.EmbeddingStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageStore;
import io.vesper.store.Picture;
import io.vesper.store.RepeatedTransaction;
import java.util.ArrayList;
import java.util.List;

/** Writes images, pictures and embeddings of an enrolment in one transaction. */
final class EnrolmentWriter {
    private final ImageStore images;
    private final EmbeddingStore embeddings;
    private final RepeatedTransaction transaction;
    private final AuditLog audit;

    EnrolmentWriter(GalleryDatabase database) {
        this.images = database.images();
        this.embeddings = database.embeddings();
        this.transaction = new RepeatedTransaction(database.transaction());
        this.audit = database.audit();
    }

    /** @param vectors one for each picture, in order */
    List<Outcome> commit(String modelId, Enrolment enrolment, List<Embedding> vectors) {
        return transaction.commit(() -> write(modelId, enrolment, vectors));
    }

    private List<Outcome> write(String modelId, Enrolment enrolment, List<Embedding> vectors) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            Picture picture = Picture.of(enrolment.pictures().get(i));
            GalleryImage same = images.findSame(enrolment.labels(), picture);
            GalleryImage image = same != null ? same : images.insert(enrolment.labels(), picture);
            if (same == null) {
                embeddings.save(modelId, image.imageId(), vectors.get(i));
            }
            outcomes.add(new Outcome(image, modelId, same == null));
        }
        int created = (int) outcomes.stream().filter(Outcome::created).count();
        audit.record(AuditEvent.enrolment(enrolment.labels().gallery().value(), outcomes.size(), created));
        return outcomes;
    }
}
