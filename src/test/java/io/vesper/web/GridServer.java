package io.vesper.web;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        ModelRegistry gridModels() {
            return GridModels.only("demo", "other");
        }
    }

    /** @param arguments the folder of its data; then settings like {@code --vesper.demo=true} */
    public static void main(String[] arguments) {
        List<String> settings = new ArrayList<>(
                List.of("--vesper.model=demo", "--logging.level.root=WARN", "--spring.main.banner-mode=off"));
        settings.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        TestServer server = TestServer.start(Path.of(arguments[0]), TwoModels.class, settings.toArray(String[]::new));
        System.out.println(READY + server.port());
    }
}
