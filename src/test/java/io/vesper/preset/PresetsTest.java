package io.vesper.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.loss.LossTerm;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.Passes;
import io.vesper.network.Routing;
import io.vesper.network.VisibleInput;
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
    void theOfficialPresetDoesWhatTheAuthorsProgramDoes() {
        TrainingSettings official = Presets.settings("official", Map.of());
        TrainingSettings paper = Presets.settings("paper", Map.of());
        assertThat(official.epochs()).isEqualTo(600);
        assertThat(official.network().channelAttention()).isTrue();
        assertThat(official.loss().mutualLearning()).isEqualTo("sinkhorn");
        assertThat(official.loss().distillation()).isEqualTo("released");
        assertThat(official.loss().weights().of(LossTerm.MUTUAL_LEARNING)).isEqualTo(8);
        assertThat(official.loss().weights().of(LossTerm.SELF_DISTILLATION)).isEqualTo(2);
        assertThat(official.loss().weights().of(LossTerm.CROSS_DISTILLATION)).isEqualTo(2);
        assertThat(official.loss().weights().uses(LossTerm.VARIATIONAL_MUTUAL_LEARNING))
                .isFalse();
        assertThat(official.batch()).isEqualTo(paper.batch());
        assertThat(official.augmentation()).isEqualTo(paper.augmentation());
        assertThat(official.passes()).isEqualTo(Passes.ALL).isEqualTo(paper.passes());
        // Full rate from epoch 9, 0-based, and a tenth of it from epoch 209.
        assertThat(official.optimiser().schedule().inEpoch(208)).isEqualTo(2.6e-4);
        assertThat(official.optimiser().schedule().inEpoch(209)).isCloseTo(2.6e-5, within(1e-12));
    }

    @Test
    void whatNoTermNeedsIsNeitherComputedNorPublished() {
        TrainingSettings compact = Presets.settings("compact", Map.of());
        assertThat(compact.passes()).isEqualTo(new Passes(Routing.SPLIT, VisibleInput.LUMINANCE, false, true, true));
        assertThat(compact.trainedKinds()).containsExactly(EmbeddingKind.REPRESENTATION, EmbeddingKind.OBSERVATION);
        assertRefused("compact", Map.of("publish.branches", "all"), "publish.branches (all)");
        assertRefused(
                "paper",
                Map.of(
                        "loss.weights.outputs.representation",
                        0,
                        "loss.weights.variational",
                        0,
                        "publish.embeddingKind",
                        "representation"),
                "publish.embeddingKind (representation)");
        assertRefused(
                "paper",
                Map.of("loss.weights.outputs", Map.of("specific", 0, "shared", 0), "loss.weights.variational", 0),
                "publish.embeddingKind (observation) comes from a part of the network that no loss weight trains");
        assertRefused("paper", Map.of("optimiser.weightDecay", Double.NaN), "optimiser.weightDecay (NaN)");
        assertRefused("paper", Map.of("evaluation.trials", 1_000_000_000), "evaluation.trials (1000000000)");
        assertRefused("paper", Map.of("network.bottleneck.first", 2_000_000_000), "(2000000000, 500, 512, 256)");
        assertRefused(
                "paper",
                Map.of("loss.weights.comparators.priorDivergence", 0.001),
                "network.stochasticBottleneck is (false)");
        assertRefused("paper", Map.of("network.precision", "bfloat16"), "(bfloat16) is not offered");
        assertRefused("paper", Map.of("batch.accumulation", 3), "batch.accumulation (3)");
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
