package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void whatVesperRefusesIsExplainedByItsMessage() {
        assertThat(Failures.isExplained(new NoSuchJobException("7"))).isTrue();
        assertThat(Failures.isExplained(catchThrowable(() -> new JobProgress(3, 2, "epoch", null))))
                .isTrue();
    }

    @Test
    void whatALibraryRefusesIsAFaultOfTheProgram() {
        assertThat(Failures.isExplained(catchThrowable(() -> new ArrayList<>(-1))))
                .isFalse();
        assertThat(Failures.isExplained(catchThrowable(() -> TimeUnit.valueOf("EPOCHS"))))
                .isFalse();
        assertThat(Failures.isExplained(catchThrowable(() -> Integer.parseInt("x"))))
                .isFalse();
    }

    @Test
    void aBrokenAssumptionIsAFaultOfTheProgram() {
        assertThat(Failures.isExplained(new IllegalStateException("The step belongs to no job.")))
                .isFalse();
        assertThat(Failures.isExplained(new NullPointerException())).isFalse();
    }
}
