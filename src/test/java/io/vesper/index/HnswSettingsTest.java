package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HnswSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "3, 100, 64, 1, vesper.gallery.hnsw.m (3) must be 4 to 64",
        "65, 100, 64, 1, vesper.gallery.hnsw.m (65) must be 4 to 64",
        "16, 15, 64, 1, vesper.gallery.hnsw.ef-construction (15) must be 16 to 1000",
        "16, 100, 9, 1, vesper.gallery.hnsw.ef-search (9) must be 10 to 1000",
        "16, 100, 64, 0, vesper.gallery.hnsw.build-threads (0) must be 1 to 1024",
    })
    void whatIsOutOfRangeIsRefused(int m, int efConstruction, int efSearch, int buildThreads, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HnswSettings(m, efConstruction, efSearch, buildThreads))
                .withMessageContaining(message);
    }
}
