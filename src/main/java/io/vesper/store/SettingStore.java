package io.vesper.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gallery's few facts that outlive the process. Takes part in the caller's transaction. */
public final class SettingStore {
    public static final String ACTIVE_MODEL = "active-model";
    public static final String ACTIVATING_MODEL = "activating-model";
    public static final String REQUESTED_MODEL = "requested-model";
    public static final String DEMO_GALLERY = "demo-gallery";

    /** Followed by a model's id: SHA-256 of the weights that its embeddings come from. */
    public static final String WEIGHTS_OF = "weights-of:";

    private final JdbcClient jdbc;

    public SettingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Nullable
    public String get(String name) {
        return jdbc.sql("SELECT setting_value FROM gallery_setting WHERE name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    public void put(String name, String value) {
        remove(name);
        jdbc.sql("INSERT INTO gallery_setting (name, setting_value) VALUES (?, ?)")
                .params(name, value)
                .update();
    }

    /** Removes a setting if it has that value; whether it had. */
    public boolean remove(String name, String value) {
        return jdbc.sql("DELETE FROM gallery_setting WHERE name = ? AND setting_value = ?")
                        .params(name, value)
                        .update()
                == 1;
    }

    public void remove(String name) {
        jdbc.sql("DELETE FROM gallery_setting WHERE name = ?").param(name).update();
    }
}
