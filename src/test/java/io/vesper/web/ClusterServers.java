package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Servers that search by the cluster whose address the system property {@code vesper.test.opensearch} gives, by
 * {@link OpenSearchContainer} where it gives none, or else by {@link OpenSearchCluster}.
 */
final class ClusterServers {
    static final String ADDRESS = "vesper.test.opensearch";
    static final String IMAGE = "vesper.test.opensearch.image";

    private ClusterServers() {}

    static boolean haveACluster() {
        return Stream.of(ADDRESS, IMAGE, OpenSearchCluster.DISTRIBUTION)
                .anyMatch(name -> System.getProperty(name) != null);
    }

    private static String addresses() {
        String given = System.getProperty(ADDRESS);
        if (given != null) {
            return given;
        }
        return System.getProperty(IMAGE) == null
                ? OpenSearchCluster.shared().addresses()
                : OpenSearchContainer.shared().address();
    }

    /** Of a node. */
    static String anAddress() {
        return addresses().split(",")[0];
    }

    /** Settings of a server with indexes of its own, or of another server with the same. */
    static String[] arguments(String prefix, String... more) {
        return arguments(addresses(), prefix, 1, 0, more);
    }

    /** The same with two shards, each on two nodes. */
    static String[] replicated(String prefix) {
        return arguments(addresses(), prefix, 2, 1);
    }

    /** The same by other ways to the nodes. */
    static String[] replicated(String addresses, String prefix) {
        return arguments(addresses, prefix, 2, 1);
    }

    private static String[] arguments(String addresses, String prefix, int shards, int replicas, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--vesper.gallery.index=opensearch",
                "--vesper.gallery.opensearch.addresses=" + addresses,
                "--vesper.gallery.opensearch.prefix=" + prefix,
                "--vesper.gallery.opensearch.shards=" + shards,
                "--vesper.gallery.opensearch.replicas=" + replicas,
                "--vesper.gallery.opensearch.feed-interval=100ms"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    static String ownPrefix() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    static TestServer start(Path folder, TestDatabase database, String prefix, String... more) {
        return TestServer.startOn(folder, database, arguments(prefix, more));
    }

    /** Waits until a server's searches consider an image. */
    static void awaitIndexed(TestClient client, long sequence) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (client.get("/gallery/stats").json().at("/index/indexedThrough").asLong() < sequence) {
            assertThat(System.nanoTime())
                    .as(() -> "awaited %d: %s, %s"
                            .formatted(
                                    sequence,
                                    client.get("/gallery/stats").text(),
                                    client.get("/actuator/health").text()))
                    .isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
