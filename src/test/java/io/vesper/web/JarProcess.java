package io.vesper.web;

import io.vesper.ShortRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The real jar as a process of its own, as a user starts it. */
final class JarProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What the log says of the port that was free. */
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;
    private final int port;

    private JarProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.port = awaited(
                "Tomcat",
                () -> LISTENS.matcher(log()).results().findFirst().map(found -> Integer.parseInt(found.group(1))));
    }

    /** Starts a server on a folder and waits until it is ready. */
    static JarProcess serve(Path folder, Path models, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--vesper.data-dir=" + folder.resolve("data"), "--vesper.models-dir=" + models));
        arguments.addAll(List.of(more));
        Path log = folder.resolve("server.log");
        JarProcess server = new JarProcess(start(log, arguments), log);
        server.await("/actuator/health/readiness", reply -> reply.status() == 200);
        return server;
    }

    /** Runs a command to its end. */
    static Output run(Path folder, String... arguments) {
        Path said = folder.resolve("command.out");
        Path log = folder.resolve("command.log");
        try {
            int exitCode = builder(List.of(arguments))
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

    private static Process start(Path log, List<String> arguments) {
        try {
            return builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> arguments) {
        List<String> command = ShortRun.ofTheJar();
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    TestClient client() {
        return new TestClient(port);
    }

    /** Asks again and again until the answer is as wanted. */
    TestClient.Reply await(String path, Predicate<TestClient.Reply> wanted) {
        return awaited(path, () -> Optional.of(client().get(path)).filter(wanted));
    }

    private <T> T awaited(String what, Supplier<Optional<T>> look) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            pause();
        }
        throw new AssertionError("%s did not come to what was wanted. Log:%n%s".formatted(what, log()));
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
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8); // may end within a character
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
}
