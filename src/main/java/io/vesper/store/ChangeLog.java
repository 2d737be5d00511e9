package io.vesper.store;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which images have changed, in the table {@code gallery_change}: what is noted is entered with the transaction that changes it, or not
 * at all. Embeddings are no changes of their own: each model's process makes those that are missing.
 */
public final class ChangeLog {
    /** Where PostgreSQL tells listeners of each commit with changes. */
    static final String CHANNEL = "vesper_gallery_change";

    private static final int ROWS = 200;
    private static final int PATIENCE_WITH_FEEDS = 7;
    private static final String COLUMNS = "SELECT position, image_id, origin FROM gallery_change WHERE ";
    private static final String MOMENT = """
            SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT) AS running,
                CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT) AS next,
                (SELECT COALESCE(MAX(position), 0) FROM gallery_change) AS position,
                (SELECT COALESCE(MAX(sequence), 0) FROM gallery_image) AS sequence, CURRENT_TIMESTAMP AS moment""";

    private final UUID origin = UUID.randomUUID();
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate changing;
    private volatile @Nullable PhysicalOrder product;

    ChangeLog(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.changing = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Whether other processes can be on the database; H2 locks its file. */
    public boolean isShared() {
        PhysicalOrder known = product;
        if (known == null) {
            known = PhysicalOrder.of(jdbc);
            product = known;
        }
        return known == PhysicalOrder.POSTGRESQL;
    }

    /** The image was enrolled, changed or erased. */
    void image(UUID imageId) {
        pending().image(imageId);
    }

    /** Has whoever follows the log take images in again, as they are. Takes part in the caller's transaction. */
    public void again(Collection<UUID> imageIds) {
        if (isShared()) { // it may have written nothing else, see pending()
            jdbc.sql("SELECT CAST(pg_current_xact_id() AS TEXT)")
                    .query(String.class)
                    .single();
        }
        imageIds.forEach(this::image);
    }

    /** Another model is active, or shall become it. */
    void model() {
        pending().model();
    }

    /**
     * Outside of a transaction a change could be seen without its entry. And only a transaction that has written before it draws its
     * positions counts as running from then on: {@link LogMoment} would pass over one that commits late.
     */
    private PendingChanges pending() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A gallery is changed within a transaction, with the entry in its log of changes.");
        }
        return PendingChanges.of(this);
    }

    void write(Collection<UUID> images, boolean models) {
        List<@Nullable UUID> rows = new ArrayList<>(images);
        if (models) {
            rows.add(null);
        }
        for (int from = 0; from < rows.size(); from += ROWS) {
            insert(rows.subList(from, Math.min(from + ROWS, rows.size())));
        }
        if (!rows.isEmpty() && isShared()) {
            jdbc.sql("SELECT CAST(pg_notify(?, '') AS TEXT)")
                    .param(CHANNEL)
                    .query(String.class)
                    .single();
        }
    }

    private void insert(List<@Nullable UUID> images) {
        List<@Nullable Object> values = new ArrayList<>();
        for (UUID image : images) {
            values.add(origin);
            values.add(image);
        }
        String row = "(?, CAST(? AS UUID), CURRENT_TIMESTAMP)";
        jdbc.sql("INSERT INTO gallery_change (origin, image_id, changed_at) VALUES "
                        + String.join(", ", Collections.nCopies(images.size(), row)))
                .params(values)
                .update();
    }

    /** Reads several things as they are at one moment. */
    public <T> T atOneMoment(Supplier<T> reading) {
        return Objects.requireNonNull(snapshot.execute(status -> reading.get()));
    }

    /** Of a shared database. */
    public LogMoment moment() {
        return jdbc.sql(MOMENT)
                .query((row, n) -> new LogMoment(
                        row.getLong("running"),
                        row.getLong("next"),
                        row.getLong("position"),
                        row.getLong("sequence"),
                        row.getObject("moment", OffsetDateTime.class).toInstant()))
                .single();
    }

    public List<Change> after(long position, int limit) {
        return read(COLUMNS + "position > ? ORDER BY position FETCH FIRST ? ROWS ONLY", position, limit);
    }

    public List<Change> in(PositionGap gap) {
        return read(COLUMNS + "position >= ? AND position <= ? ORDER BY position", gap.from(), gap.to());
    }

    private List<Change> read(String sql, Object... parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Change(
                        row.getLong("position"),
                        row.getObject("image_id", UUID.class),
                        origin.equals(row.getObject("origin", UUID.class))))
                .list();
    }

    /** Where nothing is seen before the newest change, from the first position on. */
    public List<PositionGap> gaps(LogMoment moment) {
        return jdbc.sql("""
                        SELECT previous + 1 AS first_free, position - 1 AS last_free FROM
                            (SELECT position, LAG(position, 1, 0) OVER (ORDER BY position) AS previous FROM gallery_change) c
                        WHERE position > previous + 1""")
                .query((row, n) ->
                        new PositionGap(row.getLong("first_free"), row.getLong("last_free"), moment.nextTransaction()))
                .list();
    }

    /**
     * Forgets what is older, but for the newest change, which tells how far the log is, and for what indexes in a search engine have
     * still to be fed. Indexes that nobody has fed for seven times as long are given up: whoever comes back builds them anew.
     */
    public int forget(Duration age) {
        return Objects.requireNonNull(changing.execute(status -> {
            giveUpFeeds(age.multipliedBy(PATIENCE_WITH_FEEDS));
            return forgetFed(age);
        }));
    }

    private void giveUpFeeds(Duration age) {
        String isHeld = "leased_at >= CURRENT_TIMESTAMP - CAST(? AS INTEGER) * INTERVAL '1' SECOND";
        for (String table : List.of("index_part", "index_refusal")) {
            jdbc.sql("DELETE FROM " + table + " WHERE model_id NOT IN (SELECT model_id FROM index_feed WHERE " + isHeld
                            + ")")
                    .param(age.toSeconds())
                    .update();
        }
        jdbc.sql("DELETE FROM index_feed WHERE NOT " + isHeld)
                .param(age.toSeconds())
                .update();
    }

    private int forgetFed(Duration age) {
        return jdbc.sql("""
                        DELETE FROM gallery_change WHERE position < (SELECT MAX(position) FROM gallery_change)
                            AND changed_at < CURRENT_TIMESTAMP - CAST(? AS INTEGER) * INTERVAL '1' SECOND
                            AND NOT EXISTS (SELECT 1 FROM index_feed f
                                WHERE f.position >= 0 AND f.position < gallery_change.position)
                            AND NOT EXISTS (SELECT 1 FROM index_part p
                                WHERE p.state <> 'SERVING' AND p.position < gallery_change.position)""").param(age.toSeconds()).update();
    }
}
