package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFormatTest {
    @ParameterizedTest
    @CsvSource({
        "shared.encoder.conv1.weight, shared_backbone.base.conv1.weight",
        "visible.encoder.layer4.2.bn3.running_var, RGB_backbone.base.layer4.2.bn3.running_var",
        "infrared.encoder.layer1.0.downsample.0.weight, IR_backbone.base.layer1.0.downsample.0.weight",
        "infrared.encoder.attention2.gamma, IR_backbone.cam_256._cam_module.gamma",
        "visible.encoder.attention3.gamma, RGB_backbone.cam_512._cam_module.gamma",
        "shared.encoder.attention4.gamma, shared_backbone.cam_1024._cam_module.gamma",
        "infrared.neck.running_mean, IR_backbone.bottleneck.running_mean",
        "visible.classifier.weight, RGB_backbone.classifier.0.weight",
        "shared.bottleneck.mlp.4.running_var, shared_Bottleneck.bottleneck.model.4.running_var",
        "infrared.bottleneck.classifier.4.bias, IR_Bottleneck.classifier.4.bias"
    })
    void theReleasesModulesAreOurs(String ours, String theirs) {
        assertThat(WeightsFormat.RELEASE.sourceName(ours)).isEqualTo(theirs);
    }

    @Test
    void aBackboneStartsEveryEncoderAndNothingElse() {
        for (String branch : BranchWeights.ALL) {
            assertThat(WeightsFormat.TORCHVISION.sourceName(branch + ".encoder.layer1.0.bn1.bias"))
                    .isEqualTo("layer1.0.bn1.bias");
            assertThat(WeightsFormat.TORCHVISION.sourceName(branch + ".neck.weight"))
                    .isNull();
            assertThat(WeightsFormat.TORCHVISION.sourceName(branch + ".encoder.attention2.gamma"))
                    .isNull();
        }
        assertThat(WeightsFormat.TORCHVISION.ignores("fc.weight")).isTrue();
        assertThat(WeightsFormat.TORCHVISION.ignores("bn1.num_batches_tracked")).isTrue();
        assertThat(WeightsFormat.TORCHVISION.ignores("bn1.weight")).isFalse();
        assertThat(WeightsFormat.RELEASE.ignores("IR_backbone.base.fc.bias")).isTrue();
    }

    @Test
    void theFormatIsFoundByTheNames() throws IOException {
        assertThat(WeightsFormat.detect(Release.tensors().names())).isEqualTo(WeightsFormat.RELEASE);
        assertThat(WeightsFormat.detect(List.of("fc.bias", "conv1.weight"))).isEqualTo(WeightsFormat.TORCHVISION);
        assertThat(WeightsFormat.detect(List.of("shared.neck.weight"))).isEqualTo(WeightsFormat.VESPER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightsFormat.detect(List.of("blocks.0.attn.qkv.weight")))
                .withMessageContaining("blocks.0.attn.qkv.weight")
                .withMessageContaining("another network");
    }

    @Test
    void theFormatIsFoundByItsLabel() {
        assertThat(WeightsFormat.of("release")).isEqualTo(WeightsFormat.RELEASE);
        assertThat(WeightsFormat.of("timm")).isEqualTo(WeightsFormat.TORCHVISION);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightsFormat.of("keras"))
                .withMessageContaining("(keras)");
    }

    @Test
    void theReleasesArchitectureIsReadOffItsTensors() throws IOException {
        NetworkArchitecture paper = NetworkArchitecture.paper(Release.IDENTITIES);
        assertThat(InferredArchitecture.of(Release.tensors(), WeightsFormat.RELEASE, null))
                .isEqualTo(
                        new NetworkArchitecture(paper.backbone(), true, paper.bottleneck(), false, Release.IDENTITIES));
    }

    @Test
    void aBottleneckOfTwiceAsManyOutputsAsTheClassifierLooksAtIsStochastic() {
        NamedShapes drawn = NamedShapes.of(
                "shared.bottleneck.mlp.6.weight", NamedShapes.shape(32, 20),
                "shared.bottleneck.classifier.0.weight", NamedShapes.shape(8, 16));
        NetworkArchitecture architecture = InferredArchitecture.of(drawn, WeightsFormat.VESPER, "small");
        assertThat(architecture.stochasticBottleneck()).isTrue();
        assertThat(architecture.bottleneck()).isEqualTo(new NetworkArchitecture.BottleneckWidths(1000, 500, 16, 8));
    }

    @Test
    void aBackboneThatIsNotKnownIsRefusedUnlessItIsNamed() {
        NamedShapes wide = NamedShapes.of(
                "conv1.weight", NamedShapes.shape(96, 3, 7, 7), "layer1.0.bn3.bias", NamedShapes.shape(384));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InferredArchitecture.of(wide, WeightsFormat.TORCHVISION, null))
                .withMessageContaining("1 blocks of 3 convolutions and a stem of 96 channels");
        assertThat(InferredArchitecture.of(wide, WeightsFormat.TORCHVISION, "resnet18")
                        .backbone())
                .isEqualTo(BackboneArchitecture.RESNET18);
    }
}
