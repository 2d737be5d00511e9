package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.VesperApplication;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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
        Output output = run("check", "--dataset", "folder", "--path", "site", "--verbose");

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

        Output output = run("check", "--dataset", "folder", "--path", "site", "--json");

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
        Output output =
                run("evaluate", "--dataset", "folder", "--path", "site", "--part", "validation", "--query", "visible");

        assertThat(output.exitCode()).as(output.text()).isZero();
        // One person is for validation, who is found whatever the embedding.
        assertThat(output.text())
                .contains("visible queries in all infrared pictures", "validation people of site")
                .contains("| chance | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |");
    }

    @Test
    void evaluateRefusesPeopleThatTheModelKnows() {
        Output output = run("evaluate", "--part", "train");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("The part (train) is not for evaluation");
    }

    private record Output(int exitCode, String text) {
        String lineThatBegins(String start) {
            return text.lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Output run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data-dir", temp.resolve("data").toString()));
        arguments.addAll(List.of("--datasets-dir", temp.resolve("datasets").toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(text, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int exitCode = VesperCommand.run(new Beans(), arguments.toArray(String[]::new));
            return new Output(exitCode, text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static final class Beans implements Application {
        @Override
        public ConfigurableApplicationContext beans(Map<String, Object> settings) {
            List<String> arguments = new ArrayList<>(
                    List.of("--vesper.roles=", "--management.endpoint.health.validate-group-membership=false"));
            settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
            return new SpringApplicationBuilder(VesperApplication.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments.toArray(String[]::new));
        }

        @Override
        public void serve(String... arguments) {
            throw new UnsupportedOperationException();
        }
    }
}
