package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.TinyTraining;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vesper ablate} as typed, on a network that trains in seconds. */
class AblateCommandIT {
    @TempDir
    Path folder;

    private CommandOutput ablate(String... options) {
        List<String> words = new ArrayList<>(List.of("ablate"));
        words.addAll(TinyTraining.options());
        words.addAll(List.of("--set", "evaluation.trials=1"));
        words.addAll(List.of(options));
        return CommandOutput.of(folder, words.toArray(String[]::new));
    }

    @Test
    void theTableIsPrintedAfterALineForEachEpoch() {
        CommandOutput output = ablate("--epochs", "1", "--seeds", "5", "--rows", "baseline");

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.lineThatBegins("1 of 1 epochs, ")).contains("row=baseline", "seed=5", "identity=");
        assertThat(output.text().lines().filter(line -> line.startsWith("| ")))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("| row | embedding | rank-1 | mAP | mINP |"),
                        line -> assertThat(line).matches("\\| baseline \\| observation( \\| \\d+\\.\\d){3} \\|"),
                        line -> assertThat(line).startsWith("| baseline | all | "));
    }

    @Test
    void aWrongRowIsRefusedBesideThoseThereAre() {
        CommandOutput output = ablate("--rows", "baseline,vds");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text())
                .contains("The row (vds) is not one of baseline, bottleneck, conventional-ib, multi-view-ib, vsd, vcd");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aSettingWithoutAValueIsRefused() {
        CommandOutput output = ablate("--set", "epochs=");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("The training setting (epochs) must have a value");
    }
}
