package io.vesper.gallery;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for an image in every column of every table, whatever tables there are; but for the log of changes, which tells other
 * processes for a day that this image, of whom it knows nothing, is gone.
 */
final class Traces {
    private Traces() {}

    /** The columns, as {@code table.column}, that mention the image. */
    static List<String> of(JdbcClient jdbc, UUID imageId) {
        return jdbc.sql("""
                        SELECT table_name, column_name FROM information_schema.columns
                        WHERE LOWER(table_schema) = 'public' AND LOWER(data_type) NOT LIKE '%binary%'
                        AND LOWER(data_type) <> 'bytea' AND LOWER(table_name) <> 'gallery_change'""").query((row, n) -> row.getString(1) + "." + row.getString(2)).list().stream()
                .filter(column -> isMentioned(jdbc, column.split("\\."), imageId))
                .map(column -> column.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isMentioned(JdbcClient jdbc, String[] column, UUID imageId) {
        String sql = "SELECT COUNT(*) FROM \"%s\" WHERE CAST(\"%s\" AS VARCHAR(100000)) LIKE ?";
        return jdbc.sql(sql.formatted(column[0], column[1]))
                        .param("%" + imageId + "%")
                        .query(Long.class)
                        .single()
                > 0;
    }
}
