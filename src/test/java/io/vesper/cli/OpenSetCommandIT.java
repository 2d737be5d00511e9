package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Thresholds on the command line, with the shipped model as if none had been measured, on own pictures of ten people. */
class OpenSetCommandIT {
    @TempDir
    private Path temp;

    private ModelsFolder models;

    @BeforeEach
    void makeSetAndModel() throws IOException {
        for (int person = 0; person < 10; person++) {
            picture(temp.resolve("datasets/site/visible/p" + person + "/day.png"), 0x113355 * person);
            picture(temp.resolve("datasets/site/infrared/p" + person + "/night.png"), 0x101010 * person);
        }
        Path model = Files.createDirectories(temp.resolve("models/synthetic"));
        Files.copy(Path.of("models/synthetic/model.safetensors"), model.resolve("model.safetensors"));
        JsonMapper json = JsonMapper.shared();
        ObjectNode manifest = (ObjectNode)
                json.readTree(Path.of("models/synthetic/model.json").toFile());
        manifest.remove("openSet");
        Files.writeString(model.resolve("model.json"), json.writeValueAsString(manifest));
        models = new ModelsFolder(new EmbeddingSettings(temp.resolve("models"), null));
    }

    private static void picture(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(16, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 16; x++) {
                image.setRGB(x, y, (x + y) % 5 * colour);
            }
        }
        ImageIO.write(image, "png", file.toFile());
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
