package io.vesper.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gallery's tables, and what makes several statements one change.
 *
 * @param images images and their pictures
 * @param embeddings embeddings of all models
 * @param settings what else outlives the process
 * @param transaction of these tables
 */
public record GalleryDatabase(
        ImageStore images, EmbeddingStore embeddings, SettingStore settings, TransactionTemplate transaction) {
    public static GalleryDatabase of(JdbcClient jdbc, TransactionTemplate transaction) {
        return new GalleryDatabase(new ImageStore(jdbc), new EmbeddingStore(jdbc), new SettingStore(jdbc), transaction);
    }

    public ModelChoice choice() {
        return new ModelChoice(settings, transaction);
    }
}
