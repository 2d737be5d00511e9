package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What clients see while nodes of the cluster, its indexes or the server that feeds it are lost. */
@OnOpenSearch
@EnabledIfSystemProperty(named = OpenSearchCluster.DISTRIBUTION, matches = ".+")
@Timeout(600)
class OpenSearchFaultsIT {
    private static final Path TABLE = Path.of("target", "opensearch.md");

    @TempDir
    static Path folder;

    private static OpenSearchCluster cluster;
    private static TestServer inMemory;
    private static TestServer inCluster;
    private static String prefix;

    private ClusterTraffic traffic;

    @BeforeAll
    static void start() {
        cluster = OpenSearchCluster.shared();
        TestDatabase database = TestDatabase.at(folder.resolve("vesper"));
        prefix = ClusterServers.ownPrefix();
        inMemory = TestServer.startOn(folder.resolve("one"), database);
        inCluster = TestServer.startOn(folder.resolve("two"), database, ClusterServers.replicated(prefix));
    }

    @AfterAll
    static void stop() {
        inCluster.close();
        inMemory.close();
    }

    @BeforeEach
    void beginTraffic() {
        cluster.awaitHealthy();
        traffic = new ClusterTraffic(inCluster.client(), inMemory.client());
        cluster.awaitHealthy(); // with the new index
        traffic.start();
    }

    @AfterEach
    void makeGood() {
        cluster.makeGood();
        traffic.stop();
    }

    @Test
    void aNodeIsKilledComesBackAndIsReplacedByAnother() throws Exception {
        OpenSearchNode victim = cluster.nodes().get(0);
        victim.kill();
        traffic.goOn(100, 20);

        victim.start();
        OpenSearchNode added = cluster.add();
        cluster.awaitHealthy();
        traffic.goOn(100, 10);

        cluster.empty(victim);
        cluster.remove(victim);
        traffic.goOn(100, 10);
        assertThat(cluster.shards(added)).as("shards of the added node").isPositive();
        traffic.end();
        assertThat(traffic.refused()).isZero();
        report("a node killed -9, started again, and replaced by another");
    }

    @Test
    void aNodeIsCutOff() throws Exception {
        OpenSearchNode victim = cluster.nodes().get(0);
        victim.pause();
        traffic.goOn(100, 80);
        victim.resume();
        traffic.goOn(100, 10);
        traffic.end();
        assertThat(traffic.refused()).isZero();
        report("a node cut off (SIGSTOP)");
    }

    /** The others still see it. */
    @Test
    void theWayFromVesperToANodeIsCut() throws Exception {
        traffic.end();
        TestDatabase database = TestDatabase.at(folder.resolve("cut"));
        List<OpenSearchNode> nodes = cluster.nodes();
        try (CuttableLink first = nodes.get(0).link();
                CuttableLink second = nodes.get(1).link();
                TestServer far = TestServer.startOn(
                        folder.resolve("far"),
                        database,
                        ClusterServers.replicated(
                                first.address() + "," + second.address(), ClusterServers.ownPrefix()));
                TestServer memory = TestServer.startOn(folder.resolve("near"), database)) {
            traffic = new ClusterTraffic(far.client(), memory.client());
            cluster.awaitHealthy();
            traffic.start();
            traffic.goOn(50, 10);
            first.cut();
            traffic.goOn(100, 80);
            first.mend();
            traffic.goOn(50, 10);
            second.cut();
            traffic.goOn(100, 10);
            second.mend();
            traffic.end();
            assertThat(traffic.refused()).isZero();
            report("the network between Vesper and one node cut, then another");
        }
    }

    @Test
    void allNodesAreCutOff() throws Exception {
        traffic.allowRefusals();
        cluster.nodes().forEach(OpenSearchNode::pause);
        traffic.awaitRefusals(2);
        traffic.goOn(0, 20);
        cluster.nodes().forEach(OpenSearchNode::resume);
        traffic.awaitIndexed();
        traffic.goOn(20, 5);
        traffic.end();
        report("all nodes cut off (SIGSTOP)");
    }

    @Test
    void allNodesAreKilledAndStartedAgain() throws Exception {
        traffic.allowRefusals();
        cluster.nodes().forEach(OpenSearchNode::kill);
        traffic.awaitRefusals(2);
        traffic.goOn(0, 20);
        cluster.nodes().forEach(OpenSearchNode::start);
        cluster.awaitHealthy();
        traffic.awaitIndexed();
        traffic.goOn(20, 5);
        traffic.end();
        report("all nodes killed -9 and started again");
    }

    @Test
    void aShardWithoutACopyIsLostForAWhile() throws Exception {
        String index = index();
        cluster.answering().send("PUT", "/" + index + "/_settings", "{\"index.number_of_replicas\":0}");
        cluster.awaitHealthy();
        traffic.allowRefusals();
        OpenSearchNode victim = cluster.holderOfPartOf(index);
        victim.kill();
        traffic.awaitRefusals(2);
        victim.start();
        cluster.awaitHealthy();
        traffic.awaitIndexed();
        traffic.goOn(20, 5);
        traffic.end();
        report("a shard without a replica lost with its node, which is started again");
    }

    @Test
    void theIndexIsDeletedByAStranger() throws Exception {
        traffic.allowRefusals();
        String before = index();
        cluster.answering().send("DELETE", "/" + before, "");
        traffic.awaitRefusals(1);
        await(() -> !indexes().isEmpty() && !indexes().contains(before));
        traffic.awaitIndexed();
        traffic.goOn(100, 20);
        traffic.end();
        report("the index of the gallery deleted by a stranger");
    }

    @Test
    void theServerThatFeedsIsKilled() throws Exception {
        traffic.end();
        TestDatabase database = TestDatabase.at(folder.resolve("fed"));
        String[] arguments = ClusterServers.replicated(ClusterServers.ownPrefix());
        try (GridProcess feeding = GridProcess.start(folder.resolve("first"), database, arguments);
                TestServer other = TestServer.startOn(folder.resolve("second"), database, arguments);
                TestServer memory = TestServer.startOn(folder.resolve("third"), database)) {
            traffic = new ClusterTraffic(other.client(), memory.client());
            traffic.enrolBy(feeding.client());
            traffic.start();
            assertThat(fed(other)).as("images fed by the other server").isZero();

            feeding.kill();
            traffic.enrolBy(other.client());
            traffic.goOn(50, 10);
            traffic.awaitIndexed();
            assertThat(fed(other)).as("images fed by the other server").isPositive();
            traffic.end();
            assertThat(traffic.refused()).isZero();
            report("the server that feeds killed -9, while another serves");
        }
    }

    private static double fed(TestServer server) {
        return server.bean(MeterRegistry.class)
                .get("vesper.gallery.feed.images")
                .counter()
                .count();
    }

    private String index() {
        assertThat(indexes()).hasSize(1);
        return indexes().iterator().next();
    }

    /** Of the gallery. */
    private Set<String> indexes() {
        JsonNode found = cluster.answering().get("/" + prefix + "-*" + traffic.gallery() + "*/_alias");
        return new HashSet<>(found.propertyNames());
    }

    private void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> "time is over: " + traffic).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Adds a line to the table: fault, queries, of these refused, longest query, enrolled, lost. */
    private void report(String fault) throws IOException {
        Files.writeString(
                TABLE,
                "| %s | %s | 0 |%n".formatted(fault, traffic),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
