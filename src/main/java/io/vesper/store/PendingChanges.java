package io.vesper.store;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a transaction has changed; entered in the log at once, just before it commits. */
final class PendingChanges implements TransactionSynchronization {
    private final ChangeLog log;
    private final Set<UUID> images = new LinkedHashSet<>();
    private boolean models;

    private PendingChanges(ChangeLog log) {
        this.log = log;
    }

    /** Those of the running transaction. */
    static PendingChanges of(ChangeLog log) {
        if (TransactionSynchronizationManager.getResource(log) instanceof PendingChanges pending) {
            return pending;
        }
        PendingChanges pending = new PendingChanges(log);
        TransactionSynchronizationManager.bindResource(log, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    void image(UUID imageId) {
        images.add(imageId);
    }

    void model() {
        models = true;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        log.write(images, models);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(log);
    }
}
