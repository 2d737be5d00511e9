package io.vesper.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.IndexAwayException;
import io.vesper.opensearch.StubNode.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before a cluster, a gateway say, may answer in its place; no index must be taken for gone then. */
class ClusterIndexesTest {
    private static final String ROOT = "{\"version\":{\"number\":\"3.5.0\"}}";

    private StubNode node;
    private SearchCluster cluster;
    private ClusterIndexes indexes;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
        cluster = node.cluster();
        indexes = new ClusterIndexes(cluster, new IndexNames("vesper", "m"), node.settings(), () -> "mine", 4);
    }

    @AfterEach
    void stop() {
        cluster.close();
        node.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|''",
                "404|{\"message\":\"no Route matched\"}",
                "200|{}",
                "200|''",
                "200|[]",
                "200|<html></html>"
            })
    void anAnswerThatIsNoClustersTakesNoIndexForGone(int status, String body) {
        node.answer(path -> new Answer(status, body));

        assertThatThrownBy(indexes::there).isInstanceOf(IndexAwayException.class);
    }

    @Test
    void aClusterMayHaveNoIndex() {
        node.answer(path -> new Answer(200, path.equals("/") ? ROOT : "{}"));

        assertThat(indexes.there()).isEqualTo(IndexesThere.of(SearchCluster.JSON.createObjectNode()));
    }

    @Test
    void whatIsThereIsToldOfEach() {
        node.answer(path -> new Answer(200, """
                {"i-1": {"aliases": {"i": {}}, "mappings": {"_meta": {"database": "mine", "position": 41}}},
                 "i-2": {"aliases": {"i-2-fill": {}}, "mappings": {"_meta": {"database": "mine", "position": -1}}},
                 "i-3": {"aliases": {"old": {}}}}"""));

        IndexesThere there = indexes.there();

        assertThat(there.names()).containsExactlyInAnyOrder("i-1", "i-2", "i-3");
        assertThat(there.leads("i", "i-1")).isTrue();
        assertThat(there.leads("i", "i-2")).isFalse();
        assertThat(there.position()).isEqualTo(41);
        indexes.checkOwn(there);
    }

    @Test
    void indexesOfAnotherDatabaseAreRefused() {
        node.answer(path -> new Answer(200, """
                {"i-1": {"mappings": {"_meta": {"database": "theirs"}}}}"""));

        assertThatIllegalStateException()
                .isThrownBy(() -> indexes.checkOwn(indexes.there()))
                .withMessageContaining("theirs")
                .withMessageContaining("vesper.gallery.opensearch.prefix");
    }

    @Test
    void whatCannotBeDeletedNowIsNoFailure() {
        node.answer(path -> new Answer(400, """
                {"error": {"type": "snapshot_in_progress_exception", "reason": "being snapshotted"}}"""));

        indexes.delete("i-1");

        assertThat(node.requests()).hasSize(1);
    }
}
