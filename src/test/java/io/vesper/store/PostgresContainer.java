package io.vesper.store;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL 17 in a container, which lets everybody in without a password. Where the official image cannot be pulled, the system
 * property {@code vesper.test.postgresql-image} names another.
 */
public final class PostgresContainer extends PostgreSQLContainer {
    private static final DockerImageName IMAGE =
            DockerImageName.parse(System.getProperty("vesper.test.postgresql-image", "postgres:17"));

    public PostgresContainer() {
        super(IMAGE.asCompatibleSubstituteFor("postgres"));
        withUsername("postgres");
        withEnv("POSTGRES_HOST_AUTH_METHOD", "trust");
        withCommand("postgres", "-c", "max_connections=400");
    }

    public TestDatabase database() {
        return new TestDatabase(getJdbcUrl(), getUsername());
    }
}
