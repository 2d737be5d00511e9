package io.vesper.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a server of some schema kept in its database, as a file that any of our databases can be filled from: its migrations
 * up to that version run first.
 *
 * @param version of the schema
 * @param tables in an order in which their references can be kept
 */
public record SchemaSnapshot(String version, List<Table> tables) {
    private static final String BYTES = "BINARY VARYING";

    /**
     * @param types by column
     * @param identity the column that the database numbers; null: none
     * @param rows values by column: text, or Base64 of bytes
     */
    public record Table(
            String name,
            Map<String, String> types,
            @Nullable String identity,
            List<List<@Nullable String>> rows) {}

    /**
     * Writes what a server on H2 has left.
     *
     * @param arguments the database's JDBC URL, the file to write, then the tables in order
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(arguments[0], "vesper", "");
                var out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            List<Table> tables = new ArrayList<>();
            for (int i = 2; i < arguments.length; i++) {
                tables.add(read(connection, arguments[i].toUpperCase(Locale.ROOT)));
            }
            String version = String.valueOf(query(
                            connection,
                            "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\" WHERE \"success\"")
                    .get(0)
                    .get(0));
            JsonMapper.shared().writeValue(out, new SchemaSnapshot(version, tables));
        }
    }

    private static Table read(Connection connection, String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        String identity = null;
        for (List<@Nullable String> row : query(
                connection,
                "SELECT column_name, data_type, is_identity FROM information_schema.columns WHERE table_name = '"
                        + table + "' ORDER BY ordinal_position")) {
            types.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            identity = "YES".equals(row.get(2)) ? row.get(0) : identity;
        }
        return new Table(table, types, identity, query(connection, "SELECT * FROM " + table + " ORDER BY 1"));
    }

    private static List<List<@Nullable String>> query(Connection connection, String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    boolean isBytes = found.getMetaData().getColumnTypeName(i).equals(BYTES);
                    byte[] bytes = isBytes ? found.getBytes(i) : null;
                    row.add(
                            bytes == null
                                    ? found.getString(i)
                                    : Base64.getEncoder().encodeToString(bytes));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** @param resource on the class path */
    public static SchemaSnapshot of(String resource) {
        try (InputStream in = SchemaSnapshot.class.getResourceAsStream(resource)) {
            return JsonMapper.shared().readValue(new GZIPInputStream(in), SchemaSnapshot.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if it has no such table */
    public Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Makes an empty database what the snapshot says. */
    public void restore(TestDatabase database) {
        Flyway.configure()
                .dataSource(database.url(), database.username(), "")
                .target(version)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(database.url(), database.username(), "")) {
            for (Table table : tables) {
                fill(connection, table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Connection connection, Table table) throws SQLException {
        List<String> types = List.copyOf(table.types().values());
        List<String> values = types.stream()
                .map(type ->
                        type.equals(BYTES) ? "?" : "CAST(? AS " + type.replace("CHARACTER LARGE OBJECT", "TEXT") + ")")
                .toList();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table.name() + " ("
                + String.join(", ", table.types().keySet()) + ") OVERRIDING SYSTEM VALUE VALUES ("
                + String.join(", ", values) + ")")) {
            for (List<@Nullable String> row : table.rows()) {
                for (int i = 0; i < types.size(); i++) {
                    String value = row.get(i);
                    if (types.get(i).equals(BYTES)) {
                        insert.setBytes(
                                i + 1,
                                value == null ? null : Base64.getDecoder().decode(value));
                    } else {
                        insert.setString(i + 1, value);
                    }
                }
                insert.executeUpdate();
            }
        }
        goOnNumbering(connection, table);
    }

    private static void goOnNumbering(Connection connection, Table table) throws SQLException {
        if (table.identity() == null || table.rows().isEmpty()) {
            return;
        }
        int column = List.copyOf(table.types().keySet()).indexOf(table.identity());
        long last = Collections.max(table.rows().stream()
                .map(row -> Long.valueOf(String.valueOf(row.get(column))))
                .toList());
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table.name() + " ALTER COLUMN " + table.identity() + " RESTART WITH "
                    + (last + 1));
        }
    }
}
