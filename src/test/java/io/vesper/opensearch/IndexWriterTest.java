package io.vesper.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.IndexAwayException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are such as OpenSearch 3.5 gives; most come only when a node fails at the wrong moment. */
class IndexWriterTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final String DONE = "{\"index\":{\"_id\":\"%s\",\"status\":201}}".formatted(ONE);

    private StubNode node;
    private SearchCluster cluster;
    private IndexWriter writer;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
        node.answer(request -> new StubNode.Answer(200, "{\"items\":[%s]}".formatted(DONE)));
        cluster = node.cluster();
        writer = new IndexWriter(cluster);
    }

    @AfterEach
    void stop() {
        cluster.close();
        node.close();
    }

    private IndexWriter.Written write(String document) {
        return writer.write(List.of(new IndexWriter.Write("alias", ONE, 41, document)));
    }

    private void answerItem(int status, String type, String reason) {
        node.answer(request -> new StubNode.Answer(
                200,
                "{\"items\":[{\"index\":{\"_id\":\"%s\",\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"%s\"}}}]}"
                        .formatted(ONE, status, type, reason)));
    }

    @Test
    void aChangeIsWrittenUnderItsPosition() {
        assertThat(write("{\"camera\":\"1\"}").refused()).isEmpty();

        assertThat(node.requests()).containsExactly("""
                {"index":{"_index":"alias","_id":"00000000-0000-0000-0000-000000000001","version":42,"version_type":"external_gte"}}
                {"camera":"1"}
                """);
    }

    @Test
    void aNewerChangeThatTheIndexHasIsTold() {
        answerItem(
                409,
                "version_conflict_engine_exception",
                "[1]: version conflict, current version [900] is higher than the one provided [42]");

        assertThat(write("{}")).isEqualTo(new IndexWriter.Written(Map.of(), 899));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 node_not_connected_exception",
                "500 node_closed_exception",
                "500 receive_timeout_transport_exception",
                "500 already_closed_exception",
                "404 shard_not_found_exception",
                "503 unavailable_shards_exception",
                "429 circuit_breaking_exception",
                "403 cluster_block_exception",
                "400 index_closed_exception"
            })
    void faultsOfTheClusterAreNoFaultsOfTheImage(String fault) {
        String[] parts = fault.split(" ");
        answerItem(Integer.parseInt(parts[0]), parts[1], "reason");

        assertThatThrownBy(() -> write("{}")).isExactlyInstanceOf(IndexAwayException.class);
    }

    @Test
    void anAliasOfTwoIndexesIsNoFaultOfTheImage() {
        answerItem(400, "illegal_argument_exception", "no write index is defined for alias [alias]");

        assertThatThrownBy(() -> write("{}")).isExactlyInstanceOf(IndexAwayException.class);
    }

    @Test
    void anIndexThatIsGoneDoesNotComeBack() {
        answerItem(404, "index_not_found_exception", "no such index [alias]");

        assertThatThrownBy(() -> write("{}")).isInstanceOf(IndexGoneException.class);
    }

    @Test
    void anImageThatIsRefusedIsToldWithTheReason() {
        answerItem(400, "mapper_parsing_exception", "failed to parse");

        assertThat(write("{}").refused()).containsExactly(Map.entry(ONE, "failed to parse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":[]}", "<html>It works!</html>"})
    void anOddAnswerIsNoSuccess(String body) {
        node.answer(request -> new StubNode.Answer(200, body));

        assertThatThrownBy(() -> write("{}")).isInstanceOf(IndexAwayException.class);
    }

    @Test
    void whatIsTooLargeIsWrittenInHalvesAndAnImageThatIsTooLargeByItselfIsRefused() {
        node.answer(request -> {
            long lines =
                    request.lines().filter(line -> line.contains("\"_id\"")).count();
            return lines > 1 || request.contains("huge")
                    ? new StubNode.Answer(413, "{\"error\":{\"reason\":\"too large\"}}")
                    : new StubNode.Answer(200, "{\"items\":[%s]}".formatted(DONE));
        });
        List<IndexWriter.Write> writes = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new IndexWriter.Write("alias", new UUID(0, i), 1, i == 4 ? "{huge}" : "{}"))
                .toList();

        assertThat(writer.write(writes).refused()).containsOnlyKeys(new UUID(0, 4));

        assertThat(node.requests())
                .filteredOn(request -> request.lines().count() == 2)
                .hasSize(5);
    }

    @Test
    void manyWritesGoInSeveralRequests() {
        node.answer(request -> new StubNode.Answer(
                200,
                "{\"items\":[%s]}"
                        .formatted(request.lines()
                                .filter(line -> line.contains("\"_id\""))
                                .map(line -> DONE)
                                .collect(Collectors.joining(",")))));
        String document = "{\"camera\":\"" + "x".repeat(3 << 20) + "\"}";
        List<IndexWriter.Write> writes = IntStream.range(0, 7)
                .mapToObj(i -> new IndexWriter.Write("alias", new UUID(0, i), 1, document))
                .toList();

        writer.write(writes);

        assertThat(node.requests()).hasSize(3);
        assertThat(node.requests().stream()
                        .mapToLong(request -> request.lines().count() / 2)
                        .sum())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void whatTheClusterWillNotDoIsNotTakenForAnOutage(int status) {
        node.answer(request -> new StubNode.Answer(status, "{\"error\":{\"reason\":\"because\"}}"));

        assertThatThrownBy(() -> write("{}"))
                .isInstanceOf(RefusedRequestException.class)
                .hasMessageContaining("the status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void anOutageIsNoRefusal(int status) {
        node.answer(request -> new StubNode.Answer(status, "{\"error\":{\"reason\":\"because\"}}"));

        assertThatThrownBy(() -> write("{}")).isExactlyInstanceOf(IndexAwayException.class);
    }

    @Test
    void aCopyThatWasNotRefreshedIsSaid() {
        node.answer(request -> new StubNode.Answer(200, "{\"_shards\":{\"total\":2,\"successful\":1,\"failed\":0}}"));
        writer.refresh(List.of("alias")); // one is down: it will read what it has missed
        node.answer(request -> new StubNode.Answer(200, "{\"_shards\":{\"total\":2,\"successful\":1,\"failed\":1}}"));

        assertThatThrownBy(() -> writer.refresh(List.of("alias"))).isExactlyInstanceOf(IndexAwayException.class);
    }
}
