package io.vesper.web;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.vesper.store.PostgresContainer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Our own image beside PostgreSQL in a container, as locked up as an operator would have it: a root file system that is read-only, no
 * capabilities, nothing executable in {@code /tmp}. The system property {@code vesper.test.image} names the image.
 */
final class VesperContainer extends GenericContainer<VesperContainer> {
    static final String IMAGE = "vesper.test.image";

    /** How long a job stays with a worker that gives no sign of life. */
    static final String LEASE = "5s";

    private static final ExposedPort PORT = ExposedPort.tcp(8080);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Serves and trains unless roles are given. */
    VesperContainer(PostgresContainer database) {
        super(System.getProperty(IMAGE));
        withEnv(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://%s/%s".formatted(address(database), database.getDatabaseName()));
        withEnv("SPRING_DATASOURCE_USERNAME", database.getUsername());
        withEnv("VESPER_JOBS_LEASE", LEASE);
        // A small network on a busy machine.
        withEnv("OMP_NUM_THREADS", "1");
        withTmpFs(Map.of("/tmp", "size=64m,noexec"));
        withCreateContainerCmdModifier(command -> lock(command.getHostConfig()));
    }

    /** On the bridge, where names are not looked up. */
    private static String address(PostgresContainer database) {
        return database.getContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .get("bridge")
                .getIpAddress();
    }

    private static void lock(HostConfig config) {
        config.withReadonlyRootfs(true).withCapDrop(Capability.ALL).withSecurityOpts(List.of("no-new-privileges"));
    }

    /** Puts a named volume under {@code /data} or a folder in it. */
    VesperContainer withVolume(String name, String folder) {
        Bind bind = new Bind(name, new Volume(folder), AccessMode.rw);
        return withCreateContainerCmdModifier(command -> {
            HostConfig config = command.getHostConfig();
            Bind[] before = config.getBinds() == null ? new Bind[0] : config.getBinds();
            Bind[] binds = java.util.Arrays.copyOf(before, before.length + 1);
            binds[before.length] = bind;
            config.withBinds(binds);
        });
    }

    VesperContainer serving() {
        addExposedPort(PORT.getPort());
        return waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
    }

    /** Makes a key to everything, by the command in a container of its own. */
    static String adminKey(PostgresContainer database) {
        try (VesperContainer command = new VesperContainer(database)) {
            command.withCommand("keys", "create", "--name", "admin", "--scopes", "admin")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))
                    .start();
            return command.getLogs(OutputType.STDOUT).strip();
        }
    }

    /** Its port now: it is another after each start. */
    TestClient client(String key) {
        String port = getCurrentContainerInfo()
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(PORT)[0]
                .getHostPortSpec();
        return new TestClient(Integer.parseInt(port)).withKey(key);
    }

    boolean isHealthyNow() {
        ContainerState state = getCurrentContainerInfo().getState();
        return state.getHealth() != null && "healthy".equals(state.getHealth().getStatus());
    }

    /** {@code docker kill}: nothing is told to it. */
    void killNow() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** {@code docker stop}; returns the exit code. */
    long stopWithin(Duration grace) {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout((int) grace.toSeconds())
                .exec();
        return getCurrentContainerInfo().getState().getExitCodeLong();
    }

    /** {@code docker start}, and waits until it is healthy. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        await("healthy", () -> Optional.of(isHealthyNow()).filter(healthy -> healthy));
    }

    String inside(String... command) {
        try {
            ExecResult result = execInContainer(command);
            return result.getStdout() + result.getStderr();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    TestClient.Reply await(String key, String path, Predicate<TestClient.Reply> wanted) {
        return awaitAnswer(key, client -> client.get(path), wanted);
    }

    TestClient.Reply awaitAnswer(
            String key, Function<TestClient, TestClient.Reply> request, Predicate<TestClient.Reply> wanted) {
        TestClient client = client(key);
        return await("An answer", () -> Optional.of(request.apply(client)).filter(wanted));
    }

    void awaitLog(String words) {
        await("The log", () -> Optional.of(getLogs()).filter(log -> log.contains(words)));
    }

    private <T> T await(String what, Supplier<Optional<T>> look) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            pause();
        }
        throw new AssertionError("%s did not come to what was wanted. Log:%n%s".formatted(what, getLogs()));
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
