package io.vesper.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OpenSearchSettingsTest {
    private static final String PREFIX = "vesper.gallery.opensearch";

    /** Of one node. */
    static OpenSearchSettings of(String address, String prefix) {
        return bound(Map.of(PREFIX + ".addresses", address, PREFIX + ".prefix", prefix, PREFIX + ".replicas", "0"));
    }

    private static OpenSearchSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(PREFIX, OpenSearchSettings.class);
    }

    @Test
    void defaultsAreForAClusterThatIsBesideTheServer() {
        OpenSearchSettings settings = bound(Map.of());

        assertThat(settings.addresses()).hasToString("[http://localhost:9200]");
        assertThat(settings.engine()).isEqualTo(OpenSearchSettings.Engine.LUCENE);
        assertThat(settings.replicas()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "addresses, ftp://x, must be one or more like http://search-1:9200",
        "prefix, -x, must have 1 to 32",
        "shards, 0, must be 1 to 1024",
        "replicas, 17, must be 0 to 16",
        "compression, 3, 'must be 1, 2, 4, 8, 16 or 32'",
        "compression, 8, must be faiss",
        "mode, on_disk, must be faiss",
        "m, 1, must be 2 to 100",
        "candidates, 9, must be 10 to 10000",
        "timeout, 1m, at most the patience",
        "feed-lease, 1s, at least three times the feed-interval",
    })
    void saysWhatIsWrong(String name, String value, String rule) {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "." + name, value);

        assertThatThrownBy(() -> bound(properties))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(rule);
    }
}
