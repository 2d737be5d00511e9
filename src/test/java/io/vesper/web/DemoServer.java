package io.vesper.web;

import io.vesper.VesperApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A server as {@code mvn spring-boot:run} starts it: the demo galleries and the shipped model. */
final class DemoServer {
    private DemoServer() {}

    static TestServer start(Path folder, String... arguments) {
        try {
            Files.createSymbolicLink(folder.resolve("models"), Path.of("models").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestServer.start(
                folder,
                VesperApplication.class,
                Stream.concat(Stream.of("--vesper.demo=true"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
