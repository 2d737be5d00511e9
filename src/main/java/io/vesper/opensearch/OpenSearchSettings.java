package io.vesper.opensearch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cluster that finds the nearest images, and how its indexes are built and fed.
 *
 * @param addresses of its nodes, such as http://search-1:9200; one that does not answer is passed over for a while
 * @param username null: no one is named to the cluster
 * @param password of that user
 * @param prefix begins the name of every index, alias and nothing else in the cluster
 * @param shards into which the index of a gallery is divided, 1 to 1024; it takes a reindex to change them
 * @param replicas how many copies of each shard there are beside the first, 0 to 16
 * @param engine what builds the graphs
 * @param mode where graphs are searched
 * @param compression how many times smaller vectors get in the graphs, 1 to 32; the result is scored exactly nonetheless
 * @param m edges of a graph's node, 2 to 100
 * @param efConstruction how many candidates a new node chooses its edges from, 16 to 1000
 * @param candidates how many images a shard's graph is asked for at least, 10 to 10000: more find more of the nearest, and take longer
 * @param timeout after which a node that has not answered a search is passed over
 * @param patience how long a search is tried, on other nodes too, before it is refused
 * @param feedInterval how often the log of changes is asked, and found images become visible at the latest
 * @param feedBatch how many images a request to the cluster holds at most, 1 to 5000
 * @param feedTimeout after which a node that has not answered a request to build or feed is passed over
 * @param feedLease after which another process feeds if the one that did gives no sign of life
 * @param retryInterval how often images that the cluster refused are tried again
 */
@ConfigurationProperties("vesper.gallery.opensearch")
public record OpenSearchSettings(
        @DefaultValue("http://localhost:9200") List<URI> addresses,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("vesper") String prefix,
        @DefaultValue("1") int shards,
        @DefaultValue("1") int replicas,
        @DefaultValue("lucene") Engine engine,
        @DefaultValue("in_memory") Mode mode,
        @DefaultValue("1") int compression,
        @DefaultValue("16") int m,
        @DefaultValue("100") int efConstruction,
        @DefaultValue("100") int candidates,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("500ms") Duration feedInterval,
        @DefaultValue("500") int feedBatch,
        @DefaultValue("60s") Duration feedTimeout,
        @DefaultValue("10s") Duration feedLease,
        @DefaultValue("1m") Duration retryInterval) {
    /** What builds graphs in the cluster. */
    public enum Engine {
        /** In Java; every node has it. */
        LUCENE,
        /** Native; nodes of the official distribution have it. */
        FAISS
    }

    /** Where graphs are searched. */
    public enum Mode {
        /** All of the graph. */
        IN_MEMORY,
        /** Compressed vectors in memory, full ones on disk. */
        ON_DISK
    }

    public OpenSearchSettings {
        addresses = List.copyOf(addresses);
        check(
                !addresses.isEmpty() && addresses.stream().allMatch(OpenSearchSettings::isHttp),
                "addresses",
                addresses,
                "must be one or more like http://search-1:9200");
        check(prefix.matches("[a-z0-9][a-z0-9_.]{0,31}"), "prefix", prefix, "must have 1 to 32 of a-z, 0-9, _ and .");
        range("shards", shards, 1, 1024);
        range("replicas", replicas, 0, 16);
        check(
                List.of(1, 2, 4, 8, 16, 32).contains(compression),
                "compression",
                compression,
                "must be 1, 2, 4, 8, 16 or 32");
        check(
                engine == Engine.FAISS || (mode == Mode.IN_MEMORY && compression == 1),
                "engine",
                engine,
                "must be faiss with the mode on_disk or a compression");
        range("m", m, 2, 100);
        range("ef-construction", efConstruction, 16, 1000);
        range("candidates", candidates, 10, 10_000);
        range("feed-batch", feedBatch, 1, 5000);
        check(
                timeout.toMillis() >= 1 && patience.compareTo(timeout) >= 0,
                "timeout",
                timeout,
                "must be at least 1ms and at most the patience (%s)".formatted(patience));
        check(feedInterval.toMillis() >= 10, "feed-interval", feedInterval, "must be at least 10ms");
        check(
                feedLease.compareTo(feedInterval.multipliedBy(3)) >= 0,
                "feed-lease",
                feedLease,
                "must be at least three times the feed-interval (%s)".formatted(feedInterval));
        check(retryInterval.toMillis() >= 100, "retry-interval", retryInterval, "must be at least 100ms");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "OpenSearchSettings[addresses=%s, username=%s, prefix=%s]".formatted(addresses, username, prefix);
    }

    private static boolean isHttp(URI address) {
        return ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) && address.getHost() != null;
    }

    private static void range(String name, int value, int min, int max) {
        check(value >= min && value <= max, name, value, "must be %d to %d".formatted(min, max));
    }

    private static void check(boolean isRight, String name, Object value, String rule) {
        if (!isRight) {
            throw new IllegalArgumentException("vesper.gallery.opensearch.%s (%s) %s.".formatted(name, value, rule));
        }
    }
}
