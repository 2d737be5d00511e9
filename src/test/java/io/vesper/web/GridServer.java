package io.vesper.web;

import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import java.nio.file.Path;
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

    /** @param arguments the folder of its data */
    public static void main(String[] arguments) {
        TestServer server = TestServer.start(
                Path.of(arguments[0]),
                TwoModels.class,
                "--vesper.model=demo",
                "--logging.level.root=WARN",
                "--spring.main.banner-mode=off");
        System.out.println(READY + server.port());
    }
}
