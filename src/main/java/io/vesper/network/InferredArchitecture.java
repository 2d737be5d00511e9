package io.vesper.network;

import io.vesper.checkpoint.TensorSource;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The architecture that weights were made for, as far as their names and shapes tell; the rest is as published. */
public final class InferredArchitecture {
    private static final Pattern BLOCK = Pattern.compile("layer(\\d+)\\.(\\d+)\\.");
    private static final String BRANCH = "shared.";
    private static final int FEWEST_IDENTITIES = 2;

    private final TensorSource source;
    private final WeightsFormat format;

    private InferredArchitecture(TensorSource source, WeightsFormat format) {
        this.source = source;
        this.format = format;
    }

    /**
     * Reads the architecture off a file's tensors.
     *
     * @param source the file
     * @param format whose names it has
     * @param backbone its name, where the file does not tell or is not to be believed; null to find it
     * @throws IllegalArgumentException if no backbone has these blocks
     */
    public static NetworkArchitecture of(TensorSource source, WeightsFormat format, @Nullable String backbone) {
        InferredArchitecture inferred = new InferredArchitecture(source, format);
        BottleneckWidths paper = BottleneckWidths.PAPER;
        int outputs = inferred.size("bottleneck.mlp.6.weight", 0, paper.representation());
        // The classifier looks at z; a stochastic bottleneck yields a mean and a deviation for each of its values.
        int representation = inferred.size("bottleneck.classifier.0.weight", 1, outputs);
        return new NetworkArchitecture(
                backbone == null ? inferred.backbone() : BackboneArchitecture.named(backbone),
                inferred.shape("encoder.attention2.gamma") != null,
                new BottleneckWidths(
                        inferred.size("bottleneck.mlp.0.weight", 0, paper.first()),
                        inferred.size("bottleneck.mlp.3.weight", 0, paper.second()),
                        representation,
                        inferred.size("bottleneck.classifier.0.weight", 0, paper.classifier())),
                outputs == 2 * representation,
                // A model without classifiers does not tell, nor does it matter to it.
                Math.max(FEWEST_IDENTITIES, inferred.size("classifier.weight", 0, FEWEST_IDENTITIES)));
    }

    private BackboneArchitecture backbone() {
        Set<String> blocks = source.names().stream()
                .map(BLOCK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1) + "." + found.group(2))
                .collect(Collectors.toSet());
        boolean threeConvolutions =
                source.names().stream().anyMatch(name -> name.matches(".*layer\\d+\\.\\d+\\.bn3\\..*"));
        int width = size("encoder.conv1.weight", 0, 0);
        for (BackboneArchitecture candidate : BackboneArchitecture.all()) {
            if (candidate.width() == width
                    && candidate.unit()
                            == (threeConvolutions
                                    ? BackboneArchitecture.Unit.BOTTLENECK
                                    : BackboneArchitecture.Unit.BASIC)
                    && blocks(candidate).equals(blocks)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException(
                "No known backbone has %d blocks of %d convolutions and a stem of %d channels. Maybe name the one that comes nearest."
                        .formatted(blocks.size(), threeConvolutions ? 3 : 2, width));
    }

    private static Set<String> blocks(BackboneArchitecture backbone) {
        Set<String> blocks = new HashSet<>();
        for (int stage = 0; stage < backbone.stages(); stage++) {
            for (int i = 0; i < backbone.blocksPerStage().get(stage); i++) {
                blocks.add((stage + 1) + "." + i);
            }
        }
        return blocks;
    }

    /** The size of an axis of the shared branch's tensor; another number if it is not there. */
    private int size(String parameter, int axis, int otherwise) {
        long[] shape = shape(parameter);
        return shape == null || shape.length <= axis ? otherwise : Math.toIntExact(shape[axis]);
    }

    private long @Nullable [] shape(String parameter) {
        String name = format.sourceName(BRANCH + parameter);
        return name != null && source.names().contains(name) ? source.shape(name) : null;
    }
}
