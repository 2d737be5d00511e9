package io.vesper.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Neighbouring items that wait for work.
 *
 * @param first the first one's position or sequence
 * @param last the last one's
 * @param items how many of those in between wait, ≥ 1
 */
public record ItemRange(long first, long last, int items) {
    static ItemRange row(ResultSet row, int rowNumber) throws SQLException {
        return new ItemRange(row.getLong("first_item"), row.getLong("last_item"), row.getInt("items"));
    }

    /** Divides the values of a query's only column {@code item}, all different, into ranges of as many as the first parameter says. */
    static String ranges(String items) {
        return "SELECT MIN(item) AS first_item, MAX(item) AS last_item, COUNT(*) AS items FROM"
                + " (SELECT item, (ROW_NUMBER() OVER (ORDER BY item) - 1) / CAST(? AS INTEGER) AS part FROM (" + items
                + ") waiting) divided GROUP BY part ORDER BY first_item";
    }
}
