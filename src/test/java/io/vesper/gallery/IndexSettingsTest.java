package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.HnswSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IndexSettingsTest {
    @Test
    void searchesAreExactUnlessGraphsAreAskedFor() {
        assertThat(bound(Map.of()).hnsw()).isNull();
        assertThat(bound(Map.of("vesper.gallery.index", "exact")).hnsw()).isNull();

        HnswSettings hnsw = bound(Map.of("vesper.gallery.index", "hnsw")).hnsw();
        assertThat(hnsw.m()).isEqualTo(16);
        assertThat(hnsw.efConstruction()).isEqualTo(100);
        assertThat(hnsw.efSearch()).isEqualTo(64);
        assertThat(hnsw.buildThreads())
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Test
    void graphsAreBuiltAndWalkedAsIsSet() {
        IndexSettings settings = bound(Map.of(
                "vesper.gallery.index", "hnsw",
                "vesper.gallery.hnsw.m", "24",
                "vesper.gallery.hnsw.ef-construction", "200",
                "vesper.gallery.hnsw.ef-search", "300",
                "vesper.gallery.hnsw.build-threads", "3"));

        assertThat(settings.hnsw()).isEqualTo(new HnswSettings(24, 200, 300, 3));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        IndexSettings settings = bound(Map.of("vesper.gallery.index", "hnsw", "vesper.gallery.hnsw.ef-search", "2000"));

        assertThatIllegalArgumentException()
                .isThrownBy(settings::hnsw)
                .withMessage("The setting vesper.gallery.hnsw.ef-search (2000) must be 10 to 1000.");
        assertThatThrownBy(() -> bound(Map.of("vesper.gallery.index", "faiss")))
                .rootCause()
                .hasMessageContaining("faiss");
    }

    private static IndexSettings bound(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("vesper.data-dir", "data");
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("vesper", IndexSettings.class);
    }
}
