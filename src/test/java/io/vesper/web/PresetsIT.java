package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedServer.class)
class PresetsIT {
    private final TestClient client;

    PresetsIT(TestClient client) {
        this.client = client;
    }

    @Test
    void everyPresetHasEverySettingWithTheValueThatItGivesIt() {
        JsonNode presets = client.get("/presets").json().get("presets");

        assertThat(presets)
                .extracting(preset -> preset.get("name").asString())
                .containsExactly("demo", "compact", "paper", "official");
        assertThat(presets)
                .extracting(preset -> preset.at("/settings/epochs").asInt())
                .containsExactly(24, 24, 120, 600);
        JsonNode demo = presets.get(0).get("settings");
        assertThat(demo.at("/network/inputSize/height").asInt()).isEqualTo(128);
        assertThat(demo.at("/optimiser/milestones/0").asInt()).isEqualTo(18);
        assertThat(demo.at("/optimiser/weightDecay").asDouble()).isEqualTo(0.0005); // of defaults.yml
    }

    @Test
    void settingsOfWordsComeWithTheirChoices() {
        JsonNode choices = client.get("/presets").json().get("choices");

        assertThat(choices.get("loss.metric").valueStream().map(JsonNode::asString))
                .containsExactly("ranked-list", "batch-hard-triplet");
        assertThat(choices.get("publish.precision").valueStream().map(JsonNode::asString))
                .containsExactly("float32", "float16");
    }

    @Test
    void aSettingThatIsRefusedIsTheFieldToBlame() {
        String body = """
                {"dataset": {"type": "demo"}, "preset": "demo",
                 "overrides": {"loss.margin": 0.2, "augmentation.flipProbability": 2}}""";

        JsonNode problem = client.postJson("/jobs/train", body).json();

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("overrides.augmentation.flipProbability");
        assertThat(problem.at("/errors/0/message").asString()).contains("(2.0)", "[0, 1]");
        assertThat(problem.get("errors")).hasSize(1);
    }
}
