package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Servers that search by the cluster whose address the system property {@code vesper.test.opensearch} gives. */
final class ClusterServers {
    static final String ADDRESS = "vesper.test.opensearch";

    private ClusterServers() {}

    /** Settings of a server with indexes of its own, or of another server with the same. */
    static String[] arguments(String prefix, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--vesper.gallery.index=opensearch",
                "--vesper.gallery.opensearch.addresses=" + System.getProperty(ADDRESS),
                "--vesper.gallery.opensearch.prefix=" + prefix,
                "--vesper.gallery.opensearch.replicas=0",
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
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
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
