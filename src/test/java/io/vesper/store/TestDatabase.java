package io.vesper.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The database of a test: a file of H2's, or a database of a PostgreSQL server that runs beside the tests where the system property
 * {@code vesper.test.database} is {@code postgresql}, in a container where it is {@code container}. The same place is always the same
 * database.
 *
 * @param url for JDBC
 * @param username whose password is empty
 */
public record TestDatabase(String url, String username) {
    private static final String URL = "vesper.test.database.url";
    private static final String USERNAME = "vesper.test.database.username";
    private static final String KIND = System.getProperty("vesper.test.database", "h2");

    /** @param place names the database; for H2 the file, without its ending */
    public static TestDatabase at(Path place) {
        String given = System.getProperty(URL);
        if (given != null) {
            return new TestDatabase(given, System.getProperty(USERNAME));
        }
        return switch (KIND) {
            case "h2" -> new TestDatabase("jdbc:h2:file:" + place + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "vesper");
            case "postgresql" -> onServer(Embedded.ADDRESS, place);
            case "container" -> onServer(Contained.ADDRESS, place);
            default -> throw new IllegalStateException("There is no test database (%s).".formatted(KIND));
        };
    }

    /** As an application takes it. */
    public List<String> arguments() {
        return List.of("--spring.datasource.url=" + url, "--spring.datasource.username=" + username);
    }

    /** Options of a Java process whose every test database shall be this one. */
    public List<String> processOptions() {
        return List.of("-D" + URL + "=" + url, "-D" + USERNAME + "=" + username);
    }

    private static TestDatabase onServer(String address, Path place) {
        String name = "t" + Integer.toHexString(place.toAbsolutePath().hashCode());
        TestDatabase database = ofPostgres(address, name);
        TestDatabase whereOthersAreMade = ofPostgres(address, "postgres");
        try (Connection connection =
                        DriverManager.getConnection(whereOthersAreMade.url, whereOthersAreMade.username, "");
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                if (found.next()) {
                    return database;
                }
            }
            statement.executeUpdate("CREATE DATABASE " + name);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestDatabase ofPostgres(String address, String name) {
        return new TestDatabase("jdbc:postgresql://" + address + "/" + name, "postgres");
    }

    /** Started by the first test that needs it, stopped with the process. */
    private static final class Embedded {
        static final String ADDRESS = "127.0.0.1:" + start().getPort();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Started by the first test that needs it, stopped with the process. */
    private static final class Contained {
        static final String ADDRESS = start();

        private static String start() {
            PostgresContainer container = new PostgresContainer();
            container.start();
            return container.getHost() + ":" + container.getMappedPort(PostgresContainer.POSTGRESQL_PORT);
        }
    }
}
