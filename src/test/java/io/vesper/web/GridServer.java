package io.vesper.web;

import java.nio.file.Path;

/** A server in a process of its own, for {@link KilledServerIT} to kill: says on its output where it listens. */
final class GridServer {
    static final String READY = "> listens on ";

    private GridServer() {}

    /** @param arguments the folder of its data */
    public static void main(String[] arguments) {
        TestServer server = TestServer.start(
                Path.of(arguments[0]),
                GridModelsConfiguration.class,
                "--logging.level.root=WARN",
                "--spring.main.banner-mode=off");
        System.out.println(READY + server.port());
    }
}
