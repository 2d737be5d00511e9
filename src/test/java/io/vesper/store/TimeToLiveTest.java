package io.vesper.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeToLiveTest {
    @ParameterizedTest
    @CsvSource({
        "P30D, P30D, 2592000",
        "PT720H, P30D, 2592000",
        "P1DT12H, P1DT12H, 129600",
        "PT90M, PT1H30M, 5400",
        "PT1M, PT1M, 60",
        "P36500D, P36500D, 3153600000"
    })
    void aDurationIsReadAndWrittenInDays(String text, String written, long seconds) {
        TimeToLive read = TimeToLive.parse(text);

        assertThat(read.duration()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(read).hasToString(written).isEqualTo(TimeToLive.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "PT59S", "-P30D", "P36500DT1S", "PT60.5S"})
    void aDurationOutOfRangeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeToLive.parse(text))
                .withMessageContaining("from PT1M to P36500D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "P1M", "P1Y", "30 days", "P", "P99999999999999999999D"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeToLive.parse(text))
                .withMessageContaining("(" + text + ")")
                .withMessageContaining("Maybe like P30D");
    }

    @Test
    void whatIsVeryLongIsCutInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeToLive.parse("x".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }
}
