package io.vesper.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImageDocumentTest {
    @Test
    void timesAreRoundedDownAlsoBefore1970() {
        assertThat(ImageDocument.micros(Instant.parse("1970-01-01T00:00:00.000001999Z")))
                .isEqualTo(1);
        assertThat(ImageDocument.micros(Instant.parse("1969-12-31T23:59:59.999999500Z")))
                .isEqualTo(-1);
    }

    @Test
    void timesTooFarAwayAreAsFarAwayAsCanBe() {
        assertThat(ImageDocument.micros(Instant.MAX)).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(ImageDocument.micros(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }
}
