package io.vesper.store;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gallery's few facts that outlive the process. Takes part in the caller's transaction. */
public final class SettingStore {
    public static final String ACTIVE_MODEL = "active-model";
    public static final String ACTIVATING_MODEL = "activating-model";
    public static final String REQUESTED_MODEL = "requested-model";
    public static final String DEMO_GALLERY = "demo-gallery";

    /** Followed by a model's id: SHA-256 of the weights that its embeddings come from. */
    public static final String WEIGHTS_OF = "weights-of:";

    private static final String DATABASE_ID = "database-id";

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

    /** Tells this database from others, also after a restored backup; drawn the first time. Not to be called within a transaction. */
    public String databaseId() {
        String known = get(DATABASE_ID);
        return known == null ? drawDatabaseId() : known;
    }

    private String drawDatabaseId() {
        try {
            jdbc.sql("INSERT INTO gallery_setting (name, setting_value) VALUES (?, ?)")
                    .params(DATABASE_ID, UUID.randomUUID().toString())
                    .update();
        } catch (DuplicateKeyException e) {
            // another process was first
        }
        return Objects.requireNonNull(get(DATABASE_ID));
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
