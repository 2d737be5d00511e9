package io.vesper.preset;

import io.vesper.network.BackboneArchitecture;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.Routing;
import io.vesper.transform.InputSize;

/** What is trained. */
public record NetworkSettings(
        String backbone,
        boolean channelAttention,
        BottleneckWidths bottleneck,
        boolean stochasticBottleneck,
        double dropout,
        String routing,
        InputSize inputSize,
        String initialWeights,
        int frozenStages,
        String precision) {
    private static final int MAX_SIDE_PX = 1024;

    public NetworkSettings {
        int stages = BackboneArchitecture.named(backbone).blocksPerStage().size();
        if (frozenStages < 0 || frozenStages > stages) {
            throw new IllegalArgumentException("network.frozenStages (%d) must lie in 0 to %d, the stages of %s."
                    .formatted(frozenStages, stages, backbone));
        }
        Routing.of(routing);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("network.dropout (%s) must lie in [0, 1).".formatted(dropout));
        }
        requireOffered(precision);
        SettingChoices.check("network.initialWeights", initialWeights);
        if (initialWeights.equals("imagenet") && !backbone.startsWith("resnet50")) {
            throw new IllegalArgumentException(
                    "network.initialWeights (imagenet) are ResNet-50's, but network.backbone is (%s)."
                            .formatted(backbone));
        }
        long largest = (long) MAX_SIDE_PX * MAX_SIDE_PX;
        if (inputSize.pixels() > largest / 4) {
            throw new IllegalArgumentException("network.inputSize (%d x %d) must have at most %d pixels."
                    .formatted(inputSize.height(), inputSize.width(), largest / 4));
        }
    }

    public NetworkArchitecture architecture(int numIdentities) {
        return new NetworkArchitecture(
                BackboneArchitecture.named(backbone),
                channelAttention,
                bottleneck,
                stochasticBottleneck,
                numIdentities);
    }

    /** The engine ends the process at a tensor of that type; the way around, a script of its own, was never run on a GPU. */
    private static void requireOffered(String precision) {
        if (precision.equals("bfloat16")) {
            throw new IllegalArgumentException(
                    "network.precision (bfloat16) is not offered: the engine cannot convert to it. Maybe take float32.");
        }
        SettingChoices.check("network.precision", precision);
    }
}
