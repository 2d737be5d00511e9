package io.vesper.store;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Which model is active, and which shall become it; outlives the process. */
public final class ModelChoice {
    private final SettingStore settings;
    private final TransactionTemplate transaction;

    public ModelChoice(SettingStore settings, TransactionTemplate transaction) {
        this.settings = settings;
        this.transaction = transaction;
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

    public void begin(String modelId) {
        transaction.executeWithoutResult(status -> settings.put(SettingStore.ACTIVATING_MODEL, modelId));
    }

    /** The model answers; an activation of another one stays begun. */
    public void complete(String modelId) {
        transaction.executeWithoutResult(status -> {
            settings.put(SettingStore.ACTIVE_MODEL, modelId);
            settings.remove(SettingStore.ACTIVATING_MODEL, modelId);
        });
    }

    public void abandon() {
        settings.remove(SettingStore.ACTIVATING_MODEL);
    }
}
