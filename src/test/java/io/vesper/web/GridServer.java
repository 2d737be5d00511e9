package io.vesper.web;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A server with two models in a process of its own, which can be killed: says on its output where it listens. */
final class GridServer {
    static final String READY = "> listens on ";

    private GridServer() {}

    @TestConfiguration(proxyBeanMethods = false)
    static class TwoModels {
        @Bean
        @Primary
        ModelRegistry gridModels(@Value("${grid.embedded:}") String embedded) {
            GridModels models = GridModels.only("demo", "other");
            if (!embedded.isEmpty()) {
                models.afterEmbedding((modelId, images) -> count(Path.of(embedded, modelId), images));
            }
            return models;
        }

        /** Adds a byte for each image, which outlives the process, and takes as long as a small network. */
        private static void count(Path file, int images) {
            try {
                Files.write(file, new byte[images], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Thread.sleep(4L * images);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param arguments the folder of its data, and the application's own; {@code --grid.embedded} is a folder that counts images */
    public static void main(String[] arguments) {
        List<String> all = new ArrayList<>(
                List.of("--vesper.model=demo", "--logging.level.root=WARN", "--spring.main.banner-mode=off"));
        all.addAll(List.of(arguments).subList(1, arguments.length));
        TestServer server = TestServer.start(Path.of(arguments[0]), TwoModels.class, all.toArray(String[]::new));
        System.out.println(READY + server.port());
    }
}
