package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.assessment.TestSite;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thresholds on the command line, with the shipped model as if none had been measured, on own pictures of ten people. */
class OpenSetCommandIT {
    @TempDir
    private Path temp;

    private ModelsFolder models;

    @BeforeEach
    void makeSetAndModel() throws IOException {
        models = TestSite.make(temp, 10).models();
    }

    /** The three test people give six pairs of two people across modalities: too few for any rate. */
    @Test
    void thresholdsAreMeasuredStoredAndThenSearchedWith() {
        PublishedModel before = models.model("synthetic");
        CommandOutput unmeasured = run("--open-set");
        assertThat(unmeasured.exitCode()).isEqualTo(1);
        assertThat(unmeasured.text()).contains("The model (synthetic) has no thresholds to search with");

        CommandOutput stored = run("--store-thresholds");

        assertThat(stored.exitCode()).as(stored.text()).isZero();
        assertThat(stored.text())
                .contains("| visible-infrared | 6 | 3 |", "| too few | too few | too few |", "Stored the thresholds");
        PublishedModel after = models.model("synthetic");
        assertThat(after.manifest().openSet()).satisfies(openSet -> {
            assertThat(openSet.dataset()).isEqualTo("site");
            assertThat(openSet.part()).isEqualTo("test");
            assertThat(openSet.pairs()).containsOnlyKeys("visible-infrared");
        });
        assertThat(after.manifest().with(null)).isEqualTo(before.manifest());
        CommandOutput searched = run("--open-set");
        assertThat(searched.exitCode()).as(searched.text()).isZero();
        assertThat(searched.text())
                .contains("| infrared | visible | any | – | 100.00 | 2 | 100.0 |")
                .contains("thresholds of the test people of site");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--open-set --json",
                "--open-set --mixed",
                "--open-set --query=visible",
                "--open-set --store-thresholds",
                "--mixed --store-thresholds",
                "--mixed --report=page.html",
                "--mixed --json"
            })
    void optionsThatDoNotGoTogetherAreRefused(String options) {
        CommandOutput output = run(options.split(" "));

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text())
                .containsPattern("The option \\(--[a-z-]+\\) takes no")
                .doesNotContain("\tat ");
    }

    private CommandOutput run(String... options) {
        List<String> words = new ArrayList<>(List.of("evaluate", "--dataset=folder", "--path=site"));
        words.addAll(List.of(options));
        words.add("--models-dir=" + temp.resolve("models"));
        return CommandOutput.of(temp, words.toArray(String[]::new));
    }
}
