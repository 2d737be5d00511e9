package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.findings.KindFindings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportInputTest {

    @Test
    void kindsOfOneNameOrWithoutTheServedOneAreRefused() {
        List<KindFindings> twice = List.of(Inputs.kind("observation", null), Inputs.kind("observation", null));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inputs.input("demo", twice, List.of()))
                .withMessageContaining("([observation, observation])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportInput(
                        Inputs.header("demo"),
                        List.of(Inputs.kind("all", null)),
                        "observation",
                        List.of(),
                        Inputs.openSet(),
                        false))
                .withMessageContaining("(observation)")
                .withMessageContaining("([all])");
    }
}
