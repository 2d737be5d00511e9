package io.vesper.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The real jar as a process of its own, as a user starts it. */
final class JarProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path log;
    private final int port;

    private JarProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a server with the demo profile on a folder and waits until it is ready. */
    static JarProcess serveDemo(Path folder, Path models) {
        int port = freePort();
        Path log = folder.resolve("server.log");
        JarProcess server = new JarProcess(
                start(
                        log,
                        "--spring.profiles.active=demo",
                        "--server.port=" + port,
                        "--vesper.data-dir=" + folder.resolve("data"),
                        "--vesper.models-dir=" + models),
                log,
                port);
        server.await("/actuator/health/readiness", reply -> reply.status() == 200);
        return server;
    }

    /** Runs a command to its end. */
    static Output run(Path folder, String... arguments) {
        Path said = folder.resolve("command.out");
        Path log = folder.resolve("command.log");
        try {
            int exitCode = builder(arguments)
                    .redirectOutput(said.toFile())
                    .redirectError(log.toFile())
                    .start()
                    .waitFor();
            return new Output(exitCode, Files.readString(said), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a command printed on either stream, and how it ended. */
    record Output(int exitCode, String out, String err) {
        String text() {
            return out + err;
        }
    }

    private static Process start(Path log, String... arguments) {
        try {
            return builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-jar",
                System.getProperty("vesper.jar")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    TestClient client() {
        return new TestClient(port);
    }

    /** Asks again and again until the answer is as wanted. */
    TestClient.Reply await(String path, Predicate<TestClient.Reply> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            try {
                TestClient.Reply reply = client().get(path);
                if (wanted.test(reply)) {
                    return reply;
                }
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    throw e;
                }
            }
            pause();
        }
        throw new AssertionError("%s did not come to what was wanted. Log:%n%s".formatted(path, log()));
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
