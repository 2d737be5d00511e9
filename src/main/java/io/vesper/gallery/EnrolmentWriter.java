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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes images, pictures and embeddings of an enrolment in one transaction. */
final class EnrolmentWriter {
    private static final int ATTEMPTS = 5;

    private final ImageStore images;
    private final EmbeddingStore embeddings;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    EnrolmentWriter(GalleryDatabase database) {
        this.images = database.images();
        this.embeddings = database.embeddings();
        this.audit = database.audit();
        this.transaction = database.transaction();
    }

    /**
     * Commits an enrolment. Where another process enrols the same picture at the same time, the database lets one of them win and
     * the other finds that image at its next attempt.
     *
     * @param vectors one for each picture, in order
     */
    List<Outcome> commit(String modelId, Enrolment enrolment, List<Embedding> vectors) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> write(modelId, enrolment, vectors)));
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
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
