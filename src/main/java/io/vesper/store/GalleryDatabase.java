package io.vesper.store;

import io.vesper.access.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gallery's tables, and what makes several statements one change.
 *
 * @param images images and their pictures
 * @param embeddings embeddings of all models
 * @param settings what else outlives the process
 * @param audit who changed what, to be entered in the transaction of the change
 * @param transaction of these tables
 */
public record GalleryDatabase(
        ImageStore images,
        EmbeddingStore embeddings,
        SettingStore settings,
        AuditLog audit,
        TransactionTemplate transaction) {
    public static GalleryDatabase of(JdbcClient jdbc, TransactionTemplate transaction) {
        return new GalleryDatabase(
                new ImageStore(jdbc),
                new EmbeddingStore(jdbc),
                new SettingStore(jdbc),
                new AuditLog(jdbc),
                transaction);
    }

    public ModelChoice choice() {
        return new ModelChoice(settings, transaction);
    }
}
