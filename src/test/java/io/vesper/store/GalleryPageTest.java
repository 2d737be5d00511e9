package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryName;
import io.vesper.index.TimeWindow;
import io.vesper.person.PersonId;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows H2 reads for a page of a gallery. */
class GalleryPageTest {
    private static final int LIMIT = 11;
    private static final Pattern SCANS = Pattern.compile("scanCount: (\\d+)");

    private final JdbcClient jdbc = JdbcClient.create(filled());

    private static JdbcDataSource filled() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        for (int i = 0; i < 1000; i++) {
            jdbc.sql("""
                            INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, attributes,
                                content_type, sha256, created_at)
                            VALUES (?, ?, ?, 'c', 'visible', '{}', 'image/png', ?, CURRENT_TIMESTAMP)""")
                    .params(UUID.randomUUID(), "g" + i % 2, i % 3 == 0 ? null : "p" + i % 20, String.valueOf(i))
                    .update();
        }
        return database;
    }

    private int rowsRead(@Nullable PersonId person, @Nullable Boolean identified) {
        ImageCondition condition = ImageCondition.of(
                new ImageFilter(new GalleryName("g1"), person, identified, null, null, new TimeWindow(null, null)));
        return jdbc.sql("EXPLAIN ANALYZE " + ImageStore.pageSql(condition))
                .param("after", 100L)
                .param("limit", LIMIT)
                .params(condition.parameters())
                .query(String.class)
                .single()
                .transform(plan -> SCANS.matcher(plan)
                        .results()
                        .map((MatchResult one) -> one.group(1))
                        .mapToInt(Integer::parseInt)
                        .sum());
    }

    @Test
    void aPageReadsNoMoreThanItShows() {
        assertThat(rowsRead(null, null)).isBetween(LIMIT, LIMIT + 2);
        assertThat(rowsRead(new PersonId("p1"), null)).isBetween(LIMIT, LIMIT + 2);
        assertThat(rowsRead(null, false)).isBetween(LIMIT, LIMIT + 2);
    }
}
