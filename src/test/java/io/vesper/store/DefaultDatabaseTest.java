package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** H2's file as it is shipped. */
class DefaultDatabaseTest {
    @TempDir
    Path folder;

    /** Each start makes tables of Spring Batch's that are there. */
    @Test
    void aStatementThatFailsLeavesNothingBesideTheDatabase() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "vesper", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE there(id INT)");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE there(id INT)"))
                    .isInstanceOf(SQLException.class);
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("vesper.mv.db");
        }
    }

    private String url() throws IOException {
        Object url = new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yml"))
                .get(0)
                .getProperty("spring.datasource.url");
        return String.valueOf(url).replace("${vesper.data-dir}", folder.toString());
    }
}
