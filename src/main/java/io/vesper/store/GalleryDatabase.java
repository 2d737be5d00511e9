package io.vesper.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gallery's tables, and what makes several statements one change.
 *
 * @param images images and their pictures
 * @param embeddings embeddings of all models
 * @param settings what else outlives the process
 * @param transaction of these tables
 * @param inDoubt set when a transaction has ended in an error that leaves open whether the database kept it
 */
public record GalleryDatabase(
        ImageStore images,
        EmbeddingStore embeddings,
        SettingStore settings,
        TransactionTemplate transaction,
        AtomicBoolean inDoubt) {
    public static GalleryDatabase of(JdbcClient jdbc, PlatformTransactionManager transactions) {
        WatchedTransaction transaction = new WatchedTransaction(transactions);
        return new GalleryDatabase(
                new ImageStore(jdbc),
                new EmbeddingStore(jdbc),
                new SettingStore(jdbc),
                transaction,
                transaction.inDoubt());
    }

    public ModelChoice choice() {
        return new ModelChoice(settings, transaction);
    }
}
