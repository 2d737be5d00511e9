package io.vesper.gallery;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction that is begun anew where another process was in its way: the database lets one of the two win, and the other finds
 * at its next attempt what the first has done.
 */
final class RepeatedTransaction {
    private static final int ATTEMPTS = 5;

    private final TransactionTemplate transaction;

    RepeatedTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T commit(Supplier<T> statements) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> statements.get()));
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
