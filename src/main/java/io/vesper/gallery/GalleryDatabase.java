package io.vesper.gallery;

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
record GalleryDatabase(
        GalleryStore images, EmbeddingStore embeddings, SettingStore settings, TransactionTemplate transaction) {
    static GalleryDatabase of(JdbcClient jdbc, TransactionTemplate transaction) {
        return new GalleryDatabase(
                new GalleryStore(jdbc), new EmbeddingStore(jdbc), new SettingStore(jdbc), transaction);
    }

    ModelChoice choice() {
        return new ModelChoice(settings, transaction);
    }
}
