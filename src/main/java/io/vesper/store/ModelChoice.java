package io.vesper.store;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Which model is active, and which shall become it; outlives the process, and is the same for all processes on the database. */
public final class ModelChoice {
    private final SettingStore settings;
    private final ChangeLog changes;
    private final RepeatedTransaction transaction;

    public ModelChoice(SettingStore settings, ChangeLog changes, TransactionTemplate transaction) {
        this.settings = settings;
        this.changes = changes;
        this.transaction = new RepeatedTransaction(transaction);
    }

    @Nullable
    public String active() {
        return settings.get(SettingStore.ACTIVE_MODEL);
    }

    /** The model whose activation was begun and has neither ended nor failed. */
    @Nullable
    public String activating() {
        return settings.get(SettingStore.ACTIVATING_MODEL);
    }

    /** The model that a process which serves no gallery wants to be activated. */
    @Nullable
    public String requested() {
        return settings.get(SettingStore.REQUESTED_MODEL);
    }

    /** Asks the processes that serve the gallery to activate a model; one of them takes it up. */
    public void request(String modelId) {
        change(() -> settings.put(SettingStore.REQUESTED_MODEL, modelId));
    }

    /** Takes a request up, and begins; false if another process was faster. */
    public boolean takeUp(String modelId) {
        return transaction.commit(() -> {
            boolean isTaken = settings.remove(SettingStore.REQUESTED_MODEL, modelId);
            if (isTaken) {
                settings.put(SettingStore.ACTIVATING_MODEL, modelId);
            }
            return isTaken;
        });
    }

    public void begin(String modelId) {
        change(() -> settings.put(SettingStore.ACTIVATING_MODEL, modelId));
    }

    /** The model answers; an activation of another one stays begun. */
    public void complete(String modelId) {
        change(() -> {
            settings.put(SettingStore.ACTIVE_MODEL, modelId);
            settings.remove(SettingStore.ACTIVATING_MODEL, modelId);
        });
    }

    /** The model answers, unless another was chosen meanwhile: that one stays chosen. */
    public void completeFirst(String modelId) {
        change(() -> {
            if (active() == null) {
                settings.put(SettingStore.ACTIVE_MODEL, modelId);
            }
        });
    }

    public void abandon() {
        settings.remove(SettingStore.ACTIVATING_MODEL);
    }

    private void change(Runnable statements) {
        transaction.commit(() -> {
            statements.run();
            changes.model();
            return true;
        });
    }
}
