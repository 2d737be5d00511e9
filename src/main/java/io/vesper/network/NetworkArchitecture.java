package io.vesper.network;

import java.util.stream.IntStream;

/**
 * Everything that fixes the names and shapes of a network's weights.
 *
 * @param backbone the same for all three branches
 * @param channelAttention whether attention blocks stand before the second and every later stage
 * @param bottleneck widths of the information bottleneck
 * @param stochasticBottleneck whether the bottleneck yields a distribution to draw z from, as in the methods compared with
 * @param numIdentities classes C of the identity classifiers
 */
public record NetworkArchitecture(
        BackboneArchitecture backbone,
        boolean channelAttention,
        BottleneckWidths bottleneck,
        boolean stochasticBottleneck,
        int numIdentities) {

    public NetworkArchitecture {
        if (numIdentities < 2) {
            throw new IllegalArgumentException(
                    "A classifier needs at least 2 identities, but there are %d.".formatted(numIdentities));
        }
    }

    /** The published network, at C identities. */
    public static NetworkArchitecture paper(int numIdentities) {
        return new NetworkArchitecture(
                BackboneArchitecture.RESNET50, false, BottleneckWidths.PAPER, false, numIdentities);
    }

    /** How many values the bottleneck's last layer yields: means and deviations where it is stochastic. */
    int bottleneckOutputs() {
        return stochasticBottleneck ? 2 * bottleneck.representation() : bottleneck.representation();
    }

    /**
     * Layer widths of an information bottleneck.
     *
     * @param first hidden units of the first layer
     * @param second hidden units of the second layer
     * @param representation dimension of the representation z
     * @param classifier hidden units of the classifier on z
     */
    public record BottleneckWidths(int first, int second, int representation, int classifier) {
        private static final int MAX_WIDTH = 65_536;

        public static final BottleneckWidths PAPER = new BottleneckWidths(1000, 500, 512, 256);

        public BottleneckWidths {
            IntStream widths = IntStream.of(first, second, representation, classifier);
            if (!widths.allMatch(width -> width >= 1 && width <= MAX_WIDTH)) {
                throw new IllegalArgumentException("The bottleneck's widths (%d, %d, %d, %d) must lie in 1 to 65536."
                        .formatted(first, second, representation, classifier));
            }
        }
    }
}
