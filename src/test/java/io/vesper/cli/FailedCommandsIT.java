package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command prints when it fails by what the user can mend: the message, and no stack trace. */
class FailedCommandsIT {
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    @TempDir
    Path folder;

    /** A set that is in order as far as its files begin: only the job itself decodes them. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "ablate"})
    void aJobOnBrokenPicturesFailsByTheirNames(String command) {
        for (int person = 0; person < 10; person++) {
            write(folder.resolve("datasets/site/visible/p" + person + "/day.png"));
            write(folder.resolve("datasets/site/infrared/p" + person + "/night.png"));
        }
        CommandOutput output = run(
                command,
                "--dataset=folder",
                "--path=site",
                "--set=batch.identitiesPerBatch=2",
                "--set=batch.imagesPerIdentity=1");
        assertRefused(output, ") is FAILED: The dataset (site) has 20 error(s):");
        assertThat(output.text()).contains("p7/night.png) cannot be used: The PNG picture is truncated");
    }

    private static void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, PNG_START);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(run("train", "--dataset=regdb", "--path=nowhere"), "The path (nowhere) names nothing under");
        assertRefused(run("train", "--init-weights=nowhere.pth"), "The path (nowhere.pth) names nothing under");
        assertRefused(run("evaluate", "--model=nothing"), "There is no published model (nothing).");
        assertRefused(run("import", "--from=nowhere.pth", "--model-id=x"), "The weights file (nowhere.pth)");
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        assertRefused(run("train", "--set=loss.temperature=0.001"), "loss.temperature (0.001) must be finite");
        assertRefused(run("train", "--set=loss={"), "The training setting (loss) has the value ({), which is no YAML.");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path out = folder.resolve("missing/x.safetensors");
        CommandOutput output = run("import", "--from=models/synthetic/model.safetensors", "--out=" + out);
        assertRefused(output, "cannot be kept: java.nio.file.NoSuchFileException: " + out);
    }

    private static void assertRefused(CommandOutput output, String message) {
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains(message).doesNotContain("\tat ");
    }

    private CommandOutput run(String... words) {
        return CommandOutput.of(folder, words);
    }
}
