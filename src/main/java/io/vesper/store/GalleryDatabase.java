package io.vesper.store;

import io.vesper.access.AuditLog;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gallery's tables, and what makes several statements one change.
 *
 * @param images images and their pictures
 * @param embeddings embeddings of all models
 * @param people who is in the images
 * @param galleries the names on the images, and what is set about them
 * @param cameras where the images' cameras stand
 * @param items pictures that jobs enrol
 * @param settings what else outlives the process
 * @param indexFeed how far indexes in a search engine are
 * @param indexParts which those are
 * @param changes which images have changed, entered in the transaction of the change
 * @param audit who changed what, to be entered in the transaction of the change
 * @param transaction of these tables
 * @param inDoubt set when a transaction has ended in an error that leaves open whether the database kept it
 */
public record GalleryDatabase(
        ImageStore images,
        EmbeddingStore embeddings,
        PersonStore people,
        GalleryStore galleries,
        CameraStore cameras,
        EnrolmentItemStore items,
        SettingStore settings,
        IndexFeedStore indexFeed,
        IndexPartStore indexParts,
        ChangeLog changes,
        AuditLog audit,
        TransactionTemplate transaction,
        AtomicBoolean inDoubt) {
    public static GalleryDatabase of(JdbcClient jdbc, PlatformTransactionManager transactions) {
        WatchedTransaction transaction = new WatchedTransaction(transactions);
        ChangeLog changes = new ChangeLog(jdbc, transactions);
        return new GalleryDatabase(
                new ImageStore(jdbc, changes),
                new EmbeddingStore(jdbc),
                new PersonStore(jdbc, changes),
                new GalleryStore(jdbc),
                new CameraStore(jdbc),
                new EnrolmentItemStore(jdbc),
                new SettingStore(jdbc),
                new IndexFeedStore(jdbc),
                new IndexPartStore(jdbc),
                changes,
                new AuditLog(jdbc),
                transaction,
                transaction.inDoubt());
    }

    public ModelChoice choice() {
        return new ModelChoice(settings, changes, transaction);
    }
}
