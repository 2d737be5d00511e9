package io.vesper.store;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a table is read as it lies in the database's file, piece by piece: several times as fast as in any other order, and the one thing
 * that every database says in words of its own.
 */
enum PhysicalOrder {
    /** Rows have numbers, the later the higher. */
    H2("SELECT COALESCE(MAX(_ROWID_), 0) + 1 FROM embedding", "_ROWID_ >= ? AND _ROWID_ < ?", 2000) {
        @Override
        Object bound(long number) {
            return number;
        }
    },

    /** Rows lie in blocks. */
    POSTGRESQL(
            "SELECT pg_relation_size('embedding') / CAST(current_setting('block_size') AS BIGINT)",
            "ctid >= CAST(? AS tid) AND ctid < CAST(? AS tid)",
            32) {
        @Override
        Object bound(long number) {
            return "(" + number + ",0)";
        }
    };

    private final String end;
    private final String within;
    private final int pieceSize;

    PhysicalOrder(String end, String within, int pieceSize) {
        this.end = end;
        this.within = within;
        this.pieceSize = pieceSize;
    }

    static PhysicalOrder of(JdbcClient jdbc) {
        ResultSetExtractor<String> product =
                rows -> rows.getStatement().getConnection().getMetaData().getDatabaseProductName();
        return "H2".equals(jdbc.sql("SELECT 1").query(product)) ? H2 : POSTGRESQL;
    }

    /** Behind the last row of the table {@code embedding}, in rows or blocks. */
    String end() {
        return end;
    }

    /** What is true of the rows between two bounds. */
    String within() {
        return within;
    }

    int pieceSize() {
        return pieceSize;
    }

    abstract Object bound(long number);
}
