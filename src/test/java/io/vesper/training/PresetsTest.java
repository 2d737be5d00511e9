package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.network.BackboneArchitecture;
import io.vesper.network.NetworkArchitecture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetsTest {
    @Test
    void everyPresetIsComplete() {
        for (String name : Presets.NAMES) {
            TrainingSettings settings = Presets.settings(name, Map.of());
            assertThat(settings.epochs()).as(name).isPositive();
            assertThat(settings.optimiser().schedule().inEpoch(0)).as(name).isPositive();
        }
    }

    @Test
    void thePaperTrainsResNet50AtFullSizeInBatchesOf128() {
        TrainingSettings paper = Presets.settings("paper", Map.of());
        NetworkArchitecture architecture = paper.network().architecture(395);
        assertThat(architecture).isEqualTo(NetworkArchitecture.paper(395));
        assertThat(architecture.backbone()).isEqualTo(BackboneArchitecture.RESNET50);
        assertThat(paper.network().inputSize().height()).isEqualTo(256);
        assertThat(paper.batch().identitiesPerBatch() * paper.batch().imagesPerIdentity() * 2)
                .isEqualTo(128);
    }

    @Test
    void overridesReplaceOneSettingAndLeaveItsNeighbours() {
        TrainingSettings plain = Presets.settings("paper", Map.of());
        TrainingSettings changed = Presets.settings(
                "paper",
                Map.of("optimiser.learningRate", 0.5, "loss", Map.of("weights", Map.of("metric", 0)), "seed", 7));
        assertThat(changed.optimiser().learningRate()).isEqualTo(0.5);
        assertThat(changed.optimiser().weightDecay())
                .isEqualTo(plain.optimiser().weightDecay());
        assertThat(changed.loss().weights().metric()).isZero();
        assertThat(changed.loss().weights().identity())
                .isEqualTo(plain.loss().weights().identity());
        assertThat(changed.seed()).isEqualTo(7);
    }

    @Test
    void settingsSurviveTheWayIntoAModelsManifestAndBack() {
        TrainingSettings demo = Presets.settings("demo", Map.of());
        assertThat(Presets.settings("paper", Presets.asMap(demo))).isEqualTo(demo);
    }

    @Test
    void betaClimbsOverTheRampAndThenStays() {
        LossSettings loss =
                Presets.settings("paper", Map.of("loss.rampEpochs", 3)).loss();
        double beta = loss.weights().variational();
        assertThat(List.of(0, 1, 2, 3, 4))
                .extracting(epoch -> loss.weightsIn(epoch).variational())
                .containsExactly(beta / 4, beta / 2, beta * 3 / 4, beta, beta);
    }

    @Test
    void whatDoesNotExistIsNamedBesideWhatDoes() {
        assertRefused("papr", Map.of(), "preset (papr) is not one of demo, compact, paper, official");
        assertRefused("demo", Map.of("optimizer.learningRate", 1), "(optimizer)");
        assertRefused("demo", Map.of("loss.weights.dml", 1), "(loss.weights.dml)");
        assertRefused("demo", Map.of("loss.metric", "contrastive"), "ranked-list, batch-hard-triplet");
        assertRefused("demo", Map.of("optimiser", 3), "group of settings");
        assertRefused("demo", Map.of("epochs", "many"), "many");
    }

    private static void assertRefused(String preset, Map<String, Object> overrides, String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.settings(preset, overrides))
                .withMessageContaining(part);
    }
}
