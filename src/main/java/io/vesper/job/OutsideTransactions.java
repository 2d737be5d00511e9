package io.vesper.job;

import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * No transaction around a step's work, which can take hours: each commit has its own, after the work. Whatever is thrown ends the
 * step without a commit.
 */
public final class OutsideTransactions extends DefaultTransactionAttribute {
    private static final long serialVersionUID = 1L;

    public OutsideTransactions() {
        super(PROPAGATION_NOT_SUPPORTED);
    }

    @Override
    public boolean rollbackOn(Throwable thrown) {
        return true;
    }
}
