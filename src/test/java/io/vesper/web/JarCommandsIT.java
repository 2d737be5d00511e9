package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the real jar; {@link JarRestartIT} trains with one. */
@Timeout(600)
class JarCommandsIT {
    @TempDir
    Path folder;

    private JarInstallation installation;

    @BeforeEach
    void install() throws IOException {
        installation = JarInstallation.in(folder);
    }

    @Test
    void theCommandLineEvaluatesEmbedsAndRefuses() throws IOException {
        JarProcess.Output evaluated = installation.run("evaluate", "--trials", "1");
        assertThat(evaluated.exitCode()).as(evaluated.text()).isZero();
        assertThat(evaluated.text()).contains("| chance |", "| colour histogram |", "| synthetic, representation |");

        JarProcess.Output embedded = installation.run(
                "embed",
                "--modality",
                "infrared",
                JarInstallation.DEMO.resolve("cam3/0031/0001.jpg").toString());
        assertThat(embedded.exitCode()).as(embedded.text()).isZero();
        JsonNode line = JsonMapper.shared().readTree(embedded.out()); // nothing else is on that stream
        assertThat(line.get("embedding").size()).isEqualTo(512);

        JarProcess.Output refused = installation.run("train", "--preset", "papr");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text())
                .contains("preset (papr) is not one of demo, compact, paper, official")
                .doesNotContain("\tat ");
    }
}
