package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandIT {
    @Test
    void everythingIsMeasuredAndPrintedAsOneTable() {
        CommandOutput output =
                CommandOutput.of("bench", "--preset", "demo", "--images", "2000", "--clients", "2", "--seconds", "1");

        assertThat(output.exitCode()).as(output.text()).isZero();
        List<String> rows =
                output.text().lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows)
                .extracting(row -> row.split("\\|")[1].strip())
                .containsExactly(
                        "what",
                        "memory, read by all processors",
                        "product of matrices, libtorch, all processors",
                        "embed one picture on onnxruntime in float32",
                        "embed pictures, %d at work at once"
                                .formatted(Runtime.getRuntime().availableProcessors()),
                        "enrol pictures by a job",
                        "query over HTTP, 1 client",
                        "query over HTTP, 2 clients",
                        "query over HTTP, 40 clients",
                        "search 2,000 images of 512 values",
                        "2 searches at once");
        assertThat(rows.subList(1, rows.size())).allMatch(row -> row.split("\\|")[2].matches(".*[1-9].*"));
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        CommandOutput output = CommandOutput.of("bench", "--clients", "0");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("--clients (0)");
    }

    @Test
    void anUnknownPresetIsRefused() {
        CommandOutput output = CommandOutput.of("bench", "--preset", "nope");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("preset (nope)").contains("paper");
    }
}
