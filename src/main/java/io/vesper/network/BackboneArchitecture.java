package io.vesper.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of a residual backbone: torchvision's ResNet with the last stage kept at the resolution of the one before.
 *
 * <p>See <a href="https://arxiv.org/abs/1512.03385">He et al. 2016</a>, table 1; stride on the 3x3 convolution as in torchvision;
 * last stride 1 as in <a href="https://arxiv.org/abs/1903.07071">Luo et al. 2019</a>.
 *
 * @param name how settings and {@code model.json} call it
 * @param unit the kind of residual block
 * @param blocksPerStage how many residual blocks each stage has
 * @param width channels of the stem; each stage doubles them
 * @param lastStride stride of the last stage, 1 or 2
 */
public record BackboneArchitecture(String name, Unit unit, List<Integer> blocksPerStage, int width, int lastStride) {
    public static final BackboneArchitecture RESNET50 =
            new BackboneArchitecture("resnet50", Unit.BOTTLENECK, List.of(3, 4, 6, 3), 64, 1);
    public static final BackboneArchitecture RESNET18 =
            new BackboneArchitecture("resnet18", Unit.BASIC, List.of(2, 2, 2, 2), 64, 1);
    /** The first half of ResNet-50: small enough for a laptop, and its ImageNet weights fit beside the demo. */
    public static final BackboneArchitecture RESNET50_HALF =
            new BackboneArchitecture("resnet50-half", Unit.BOTTLENECK, List.of(3, 4), 64, 2);
    /** ResNet-50 up to a shortened third stage: deeper than its half, at little more work. */
    public static final BackboneArchitecture RESNET50_SHORT =
            new BackboneArchitecture("resnet50-short", Unit.BOTTLENECK, List.of(3, 4, 3), 64, 2);
    /** For tests: every kind of layer, few numbers. */
    public static final BackboneArchitecture SMALL =
            new BackboneArchitecture("small", Unit.BASIC, List.of(1, 1, 1, 1), 16, 1);

    private static final List<BackboneArchitecture> ALL =
            List.of(RESNET50, RESNET18, RESNET50_HALF, RESNET50_SHORT, SMALL);

    /** The two kinds of residual block. */
    public enum Unit {
        /** Two 3x3 convolutions. */
        BASIC(1),
        /** 1x1, 3x3 and 1x1 convolutions; the last has four times the channels. */
        BOTTLENECK(4);

        final int expansion;

        Unit(int expansion) {
            this.expansion = expansion;
        }
    }

    public BackboneArchitecture {
        blocksPerStage = List.copyOf(blocksPerStage);
    }

    /**
     * Finds a backbone by name.
     *
     * @param name one of {@code resnet50}, {@code resnet18}, {@code resnet50-half}, {@code resnet50-short},
     *     {@code small}
     * @return the architecture of that name
     * @throws IllegalArgumentException if there is none
     */
    public static BackboneArchitecture named(String name) {
        for (BackboneArchitecture candidate : ALL) {
            if (candidate.name.equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("The backbone (%s) is not one of %s."
                .formatted(name, ALL.stream().map(BackboneArchitecture::name).collect(Collectors.joining(", "))));
    }

    public static List<BackboneArchitecture> all() {
        return ALL;
    }

    /** How many stages follow the stem. */
    public int stages() {
        return blocksPerStage.size();
    }

    /** Channels inside the blocks of a stage, 0-based. */
    int innerChannels(int stage) {
        return width << stage;
    }

    /** Channels that leave a stage, 0-based. */
    int outputChannels(int stage) {
        return innerChannels(stage) * unit.expansion;
    }

    /** Stride of a stage's first block, 0-based. */
    public int stride(int stage) {
        if (stage == 0) {
            return 1;
        }
        return stage == stages() - 1 ? lastStride : 2;
    }

    /** How many values the pooled feature has. */
    public int featureDimension() {
        return outputChannels(stages() - 1);
    }
}
