package io.vesper.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers that a change ended in an error that leaves open whether the database kept it, as when the connection broke in a commit. */
final class WatchedTransaction extends TransactionTemplate {
    private static final long serialVersionUID = 1L;

    private final AtomicBoolean inDoubt = new AtomicBoolean();

    WatchedTransaction(PlatformTransactionManager manager) {
        super(manager);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        try {
            return super.execute(action);
        } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
            throw e; // the database has said that it keeps nothing
        } catch (DataAccessException | TransactionException e) {
            inDoubt.set(true);
            throw e;
        }
    }

    AtomicBoolean inDoubt() {
        return inDoubt;
    }
}
