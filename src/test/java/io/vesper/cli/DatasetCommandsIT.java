package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that look at a dataset, on a folder of own pictures of ten people. */
class DatasetCommandsIT {
    @TempDir
    private Path temp;

    @BeforeEach
    void makeSet() throws IOException {
        for (int person = 0; person < 10; person++) {
            picture(temp.resolve("datasets/site/visible/p" + person + "/day.png"), 0xFF0000 + person);
            picture(temp.resolve("datasets/site/infrared/p" + person + "/night.bmp"), 0x808080 + person);
        }
    }

    private static void picture(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(16, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, colour);
        ImageIO.write(image, file.toString().substring(file.toString().lastIndexOf('.') + 1), file.toFile());
    }

    @Test
    void checkPrintsTheCountsOfAGoodSet() {
        CommandOutput output = run("check", "--dataset", "folder", "--path", "site", "--verbose");

        assertThat(output.exitCode()).isZero();
        assertThat(output.text())
                .contains("site: 20 pictures")
                .contains("| test | infrared | 3 | 3 | 1 | 1.0 | 1 |")
                .contains("| p7 | test | 1 | 1 |")
                .contains("20 of 20 pictures decoded")
                .contains("No problem was found.");
    }

    @Test
    void checkFailsAndTellsEveryErrorAsJson() throws IOException {
        Path site = temp.resolve("datasets/site");
        Files.writeString(site.resolve("visible/p4/day.png"), "no picture");
        Files.delete(site.resolve("infrared/p5/night.bmp"));

        CommandOutput output = run("check", "--dataset", "folder", "--path", "site", "--json");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("The dataset (site) cannot be learned from as it is: 2 error(s).");
        JsonNode report = JsonMapper.builder().build().readTree(output.lineThatBegins("{"));
        assertThat(report.get("problems"))
                .hasSize(2)
                .allMatch(problem -> problem.get("severity").asString().equals("ERROR"));
        assertThat(report.get("identities")).hasSize(10);
    }

    @Test
    void evaluateSearchesForValidationPeople() {
        CommandOutput output =
                run("evaluate", "--dataset", "folder", "--path", "site", "--part", "validation", "--query", "visible");

        assertThat(output.exitCode()).as(output.text()).isZero();
        // One person is for validation, who is found whatever the embedding.
        assertThat(output.text())
                .contains("visible queries in all infrared pictures", "validation people of site")
                .contains("| chance | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |");
    }

    @Test
    void theReportHasThePrintedNumbersAndThePictures() throws IOException {
        Path report = temp.resolve("out/report");
        CommandOutput output =
                run("evaluate", "--dataset", "folder", "--path", "site", "--json", "--report", report.toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode printed = mapper.readTree(output.lineThatBegins("{"));
        JsonNode kind = mapper.readTree(report.resolve("report.json")).at("/kinds/3");
        assertThat(kind.get("name").asString()).isEqualTo("observation");
        assertThat(kind.at("/mean/meanAveragePrecision"))
                .isEqualTo(printed.at("/synthetic, observation/meanAveragePrecision"));
        assertThat(kind.get("cmc").get(0)).isEqualTo(printed.at("/synthetic, observation/rank1"));
        // Three test people ask once, and see each other: three strips of four pictures, from the best and from the
        // worst.
        assertThat(Files.readString(report.resolve("report.html")).split("<img ", -1))
                .hasSize(1 + 2 * 3 * 4);
    }

    /** The shipped model, as if nothing had been trained but its observations. */
    @Test
    void evaluateLeavesOutWhatTheModelsTrainingDidNotLookAt() throws IOException {
        Path model = Files.createDirectories(temp.resolve("models/plain"));
        Files.copy(Path.of("models/synthetic/model.safetensors"), model.resolve("model.safetensors"));
        String manifest = Files.readString(Path.of("models/synthetic/model.json"))
                .replace("\"modelId\" : \"synthetic\"", "\"modelId\" : \"plain\"")
                .replace("\"variational\" : 2.0", "\"variational\" : 0.0")
                .replace("\"representation\" : 1.0", "\"representation\" : 0.0");
        Files.writeString(model.resolve("model.json"), manifest);

        CommandOutput output = run(
                "evaluate",
                "--dataset",
                "folder",
                "--path",
                "site",
                "--model",
                "plain",
                "--models-dir",
                temp.resolve("models").toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text()).contains("| plain, observation |").doesNotContain("representation");
    }

    /** Three test people, each by two cameras of which one is infrared: there is nothing to confuse. */
    @Test
    void evaluatePrintsTheSearchesOfAMixedGallery() {
        CommandOutput output = run("evaluate", "--dataset", "folder", "--path", "site", "--mixed");

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text())
                .contains("synthetic, test people of site", "| infrared | other modality alone, k-reciprocal | ");
    }

    /** Test people of one colour each: there is nothing to confuse, and so nothing to lose. */
    @Test
    void quantisePublishesAModelAndSaysWhatItCost() throws IOException {
        Path models = copyOfTheShippedModel();

        CommandOutput output =
                run("quantise", "--dataset", "folder", "--path", "site", "--models-dir", models.toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text())
                .containsPattern("test people of site: \\d+\\.\\d\\d % in float32, \\d+\\.\\d\\d % in int8")
                .contains("Published the model (synthetic-int8).");
        assertThat(models.resolve("synthetic-int8/model.json")).content().contains("\"precision\" : \"int8\"");
    }

    @Test
    void quantiseRefusesAnIdThatIsTaken() {
        CommandOutput output = run("quantise", "--model-id", "synthetic");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("The model id (synthetic) is taken");
    }

    private Path copyOfTheShippedModel() throws IOException {
        Path model = Files.createDirectories(temp.resolve("models/synthetic"));
        for (String file : List.of("model.json", "model.safetensors")) {
            Files.copy(Path.of("models/synthetic", file), model.resolve(file));
        }
        return model.resolveSibling("");
    }

    @Test
    void evaluateRefusesPeopleThatTheModelKnows() {
        CommandOutput output = run("evaluate", "--part", "train");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("The part (train) is not for evaluation");
    }

    private CommandOutput run(String... words) {
        return CommandOutput.of(temp, words);
    }
}
