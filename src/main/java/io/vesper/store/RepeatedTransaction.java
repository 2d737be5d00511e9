package io.vesper.store;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction that is begun anew where another process was in its way: the database lets one of the two win, and the other finds
 * at its next attempt what the first has done.
 */
public final class RepeatedTransaction {
    private static final int ATTEMPTS = 5;

    private final TransactionTemplate transaction;

    public RepeatedTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    public <T> T commit(Supplier<T> statements) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> statements.get()));
            } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
