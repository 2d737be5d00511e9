package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.vesper.index.GalleryName;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class IndexFeedStoreTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final HikariDataSource dataSource = new HikariDataSource();
    private JdbcClient jdbc;
    private GalleryDatabase database;
    private IndexFeedStore feeds;

    @BeforeEach
    void open() {
        TestDatabase place = TestDatabase.at(folder.resolve("db"));
        dataSource.setJdbcUrl(place.url());
        dataSource.setUsername(place.username());
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = JdbcClient.create(dataSource);
        database = GalleryDatabase.of(jdbc, new JdbcTransactionManager(dataSource));
        feeds = database.indexFeed();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void oneFeedsAtATime() {
        assertThat(feeds.lease("m", ONE, LEASE)).isTrue();
        assertThat(feeds.lease("m", OTHER, LEASE)).isFalse();
        assertThat(feeds.lease("m", ONE, LEASE)).isTrue();
        assertThat(feeds.advance("m", OTHER, 7, 7L, true)).isFalse();

        feeds.release("m", ONE);

        assertThat(feeds.lease("m", OTHER, LEASE)).isTrue();
        assertThat(feeds.advance("m", ONE, 7, 7L, true)).isFalse();
        assertThat(feeds.advance("m", OTHER, 5, null, true)).isTrue();
        assertThat(found().position()).isEqualTo(5);
    }

    private IndexFeedStore.Feed found() {
        return Objects.requireNonNull(feeds.find("m"));
    }

    @Test
    void aBacklogDoesNotCountAsFed() {
        feeds.lease("m", ONE, LEASE);
        jdbc.sql("UPDATE index_feed SET fed_at = fed_at - INTERVAL '1' HOUR").update();

        feeds.advance("m", ONE, 1000, null, false);

        assertThat(feeds.ageMillis("m")).isGreaterThan(3_000_000);
        feeds.advance("m", ONE, 1001, 3L, true);
        assertThat(feeds.ageMillis("m")).isLessThan(3_000_000);
    }

    @Test
    void changesStayUntilTheyAreFed() {
        change(5);
        feeds.lease("m", ONE, LEASE);
        feeds.advance("m", ONE, 2, 2L, true);

        assertThat(database.changes().forget(DAY)).isEqualTo(2);
        feeds.advance("m", ONE, 5, 5L, true);
        assertThat(database.changes().forget(DAY)).isEqualTo(2); // all but the newest
    }

    @Test
    void indexesThatNobodyFeedsAnyMoreAreGivenUp() {
        change(5);
        feeds.lease("m", ONE, LEASE);
        feeds.advance("m", ONE, 2, 2L, true);
        feeds.refuse("m", ONE, "poison");
        GalleryName gallery = GalleryName.DEFAULT;
        database.indexParts().insert(new Part("m-1", "m", gallery, 1, State.FILLING, null, 0));
        leasedBefore(6);
        assertThat(database.changes().forget(DAY)).isEqualTo(1);

        leasedBefore(8);

        assertThat(database.changes().forget(DAY)).isEqualTo(3);
        assertThat(feeds.find("m")).isNull();
        assertThat(database.indexParts().of("m")).isEmpty();
        assertThat(feeds.countRefused("m")).isZero();
    }

    private void leasedBefore(int days) {
        jdbc.sql("UPDATE index_feed SET leased_at = CURRENT_TIMESTAMP - INTERVAL '" + days + "' DAY")
                .update();
    }

    /** Each by a transaction of its own, two days ago. */
    private void change(int times) {
        for (int i = 0; i < times; i++) {
            database.transaction()
                    .executeWithoutResult(status -> database.changes().again(List.of(ONE)));
        }
        jdbc.sql("UPDATE gallery_change SET changed_at = changed_at - INTERVAL '2' DAY")
                .update();
    }

    @Test
    void aPartGoesFromOneStateToTheNextOnce() {
        IndexPartStore parts = database.indexParts();
        parts.insert(new Part("m-1", "m", GalleryName.DEFAULT, 1, State.FILLING, null, 0));

        assertThat(parts.advance("m-1", State.FILLING, State.FILLED)).isTrue();
        assertThat(parts.advance("m-1", State.FILLED, State.SERVING)).isTrue();
        assertThat(parts.advance("m-1", State.FILLING, State.FILLED)).isFalse(); // by somebody who comes late
        assertThat(parts.serving("m", GalleryName.DEFAULT)).isNotNull();
    }

    @Test
    void aJobThatWasDividedGetsNoMoreParts() {
        jdbc.sql("INSERT INTO job (id, type, status, parameters, metrics, claims, created_at)"
                        + " VALUES ('j', 'reindex', 'RUNNING', '{}', '{}', 1, CURRENT_TIMESTAMP)")
                .update();
        jdbc.sql("INSERT INTO job_partition (job_id, number, first_item, last_item, units, status, claims, done)"
                        + " VALUES ('j', 1, 1, 10, 10, 'FREE', 0, 0)")
                .update();

        assertThat(database.indexParts().insert(new Part("m-1", "m", GalleryName.DEFAULT, 1, State.FILLING, "j", 0)))
                .isFalse();
        assertThat(database.indexParts().insert(new Part("m-2", "m", GalleryName.DEFAULT, 1, State.FILLING, "k", 0)))
                .isTrue();
    }

    @Test
    void aDatabaseKeepsItsId() {
        String id = database.settings().databaseId();

        assertThat(database.settings().databaseId()).isEqualTo(id);
        assertThat(UUID.fromString(id)).isNotNull();
    }
}
