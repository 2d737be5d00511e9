package io.vesper.web;

import io.vesper.VesperApplication;
import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on a folder and a free port, stopped and started as a test likes. */
final class TestServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param configuration replaces the model registry; {@code arguments} like {@code --vesper.demo=true} come last */
    static TestServer start(Path folder, Class<?> configuration, String... arguments) {
        return start(folder, TestDatabase.at(folder.resolve("vesper")), configuration, arguments);
    }

    /** With the grid model, on a database of the test's own. */
    static TestServer startOn(Path folder, TestDatabase database, String... arguments) {
        return start(folder, database, GridModelsConfiguration.class, arguments);
    }

    static TestServer start(Path folder, TestDatabase database, Class<?> configuration, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--vesper.data-dir=" + folder.resolve("data"),
                "--vesper.models-dir=" + folder.resolve("models")));
        all.addAll(database.arguments());
        all.addAll(List.of(arguments));
        return new TestServer(
                new SpringApplicationBuilder(VesperApplication.class, configuration).run(all.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    TestClient client() {
        return new TestClient(port());
    }

    @Override
    public void close() {
        context.close();
    }
}
