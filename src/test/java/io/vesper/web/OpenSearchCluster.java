package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Three nodes of OpenSearch, each a process with an address of its own, from the unpacked distribution with the plugin opensearch-knn
 * that the system property {@code vesper.test.opensearch.distribution} names. The superuser may not run it: its processes are those of
 * the user whom {@code vesper.test.opensearch.user} names.
 */
final class OpenSearchCluster {
    static final String DISTRIBUTION = "vesper.test.opensearch.distribution";
    private static final String USER = System.getProperty("vesper.test.opensearch.user", "");
    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Path distribution;
    private final Path folder;
    private final int port;
    private final int transportPort;
    private final List<OpenSearchNode> nodes = new ArrayList<>();
    private int made;

    private OpenSearchCluster(Path distribution) throws IOException {
        this.distribution = distribution;
        this.folder = Files.createTempDirectory("vesper-opensearch");
        this.port = FixedPort.free();
        this.transportPort = FixedPort.freeFrom(port + 1);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        for (int i = 0; i < NODES; i++) {
            add();
        }
        awaitHealthy();
    }

    /** Started by the first test that needs it, stopped with the process. */
    private static final class Shared {
        static final OpenSearchCluster CLUSTER = start();

        private static OpenSearchCluster start() {
            try {
                return new OpenSearchCluster(
                        Path.of(System.getProperty(DISTRIBUTION)).toAbsolutePath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whoever does harm to it makes it good before the test ends. */
    static OpenSearchCluster shared() {
        return Shared.CLUSTER;
    }

    /** Starts one more node; which takes a while to join. */
    OpenSearchNode add() {
        int number = ++made;
        Path home = folder.resolve("node" + number);
        try {
            FileSystemUtils.copyRecursively(distribution.resolve("config"), home.resolve("config"));
            writeNoLogs(home.resolve("config/jvm.options"));
            Files.createDirectories(home.resolve("temporary"));
            Files.writeString(home.resolve("config/opensearch.yml"), configuration(number, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!USER.isEmpty()) {
            execute("chown", "-R", USER, folder.toString());
        }
        OpenSearchNode node = new OpenSearchNode(distribution, home, "node" + number, host(number), port);
        nodes.add(node);
        node.start();
        return node;
    }

    /** The JVM's logs would go to the distribution, where its user may not write. */
    private static void writeNoLogs(Path options) throws IOException {
        Files.write(
                options,
                Files.readAllLines(options).stream()
                        .filter(line -> !line.contains("logs/"))
                        .toList());
    }

    private static String host(int number) {
        return "127.0.0." + number;
    }

    private String configuration(int number, Path home) {
        return """
                cluster.name: %s
                node.name: node%d
                path.data: %s/data
                path.logs: %s/logs
                path.repo: %s
                network.host: %s
                http.port: %d
                transport.port: %d
                discovery.seed_hosts: [%s]
                cluster.initial_cluster_manager_nodes: [%s]
                action.auto_create_index: false
                cluster.routing.allocation.disk.threshold_enabled: false
                """.formatted(
                        folder.getFileName(),
                        number,
                        home,
                        home,
                        folder.resolve("snapshots"),
                        host(number),
                        port,
                        transportPort,
                        first(i -> "\"%s:%d\"".formatted(host(i), transportPort)),
                        first(i -> "node" + i));
    }

    private static String first(IntFunction<String> one) {
        return IntStream.rangeClosed(1, NODES).mapToObj(one).collect(Collectors.joining(","));
    }

    /** The addresses that a server is given. */
    String addresses() {
        return nodes.stream().map(OpenSearchNode::address).collect(Collectors.joining(","));
    }

    List<OpenSearchNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Moves all shards from a node to others. */
    void empty(OpenSearchNode node) {
        answering()
                .send(
                        "PUT",
                        "/_cluster/settings",
                        "{\"persistent\":{\"cluster.routing.allocation.exclude._name\":\"%s\"}}"
                                .formatted(node.name()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shards(node) > 0) {
            assertThat(System.nanoTime()).as("shards stay on a node").isLessThan(end);
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** How many shards a node holds. */
    int shards(OpenSearchNode node) {
        return holders("/_cat/shards?format=json").stream()
                .filter(node.name()::equals)
                .toList()
                .size();
    }

    /** A node that has one shard of an index. */
    OpenSearchNode holderOfPartOf(String index) {
        List<String> holders = holders("/_cat/shards/" + index + "?format=json");
        return nodes.stream()
                .filter(node -> holders.indexOf(node.name()) >= 0
                        && holders.indexOf(node.name()) == holders.lastIndexOf(node.name()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> holders(String path) {
        List<String> holders = new ArrayList<>();
        answering().get(path).forEach(shard -> holders.add(shard.path("node").asString("")));
        return holders;
    }

    /** Kills a node and forgets it. */
    void remove(OpenSearchNode node) {
        node.kill();
        nodes.remove(node);
    }

    /** Waits until all nodes are in the cluster, and every shard has all its copies. */
    void awaitHealthy() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            nodes.forEach(OpenSearchNode::assertRuns);
            try {
                JsonNode health = answering().get("/_cluster/health");
                if ("green".equals(health.path("status").asString(""))
                        && health.path("number_of_nodes").asInt() == nodes.size()) {
                    return;
                }
                last = health.toString();
            } catch (IllegalStateException e) {
                last = e.getMessage(); // not yet
            }
            LockSupport.parkNanos(200_000_000);
        }
        throw new AssertionError("The cluster does not get healthy: " + last);
    }

    /** A node that is not down. */
    OpenSearchNode answering() {
        return nodes.stream().filter(OpenSearchNode::answers).findFirst().orElseThrow();
    }

    /** Starts and resumes whatever is down. */
    void makeGood() {
        nodes.forEach(OpenSearchNode::makeGood);
    }

    private void close() {
        nodes.forEach(OpenSearchNode::kill);
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command begins with, so that the cluster's user runs it. */
    static List<String> asItsUser() {
        return USER.isEmpty() ? List.of() : List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups");
    }

    static void execute(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s", Arrays.toString(command), said)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
