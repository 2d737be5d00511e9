package io.vesper.network;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who named the tensors of a weights file, and so which of the network's parameters each belongs to. */
public enum WeightsFormat {
    /**
     * A classification backbone of torchvision, or of timm, which names a plain ResNet's tensors alike: each starts the encoders of
     * all three branches. Its own classifier is not used.
     */
    TORCHVISION("conv1.", "bn1.", "layer1.") {
        @Override
        @Nullable
        String sourceName(String parameter) {
            int encoder = parameter.indexOf(ENCODER);
            boolean known = encoder > 0 && !parameter.endsWith(".gamma");
            return known ? parameter.substring(encoder + ENCODER.length()) : null;
        }

        @Override
        boolean ignores(String sourceName) {
            return super.ignores(sourceName) || sourceName.startsWith("fc.");
        }
    },

    /** The three-branch network as the paper's authors released it. */
    RELEASE("shared_backbone.", "IR_backbone.", "RGB_backbone.") {
        @Override
        @Nullable
        String sourceName(String parameter) {
            return ReleaseNames.of(parameter);
        }

        @Override
        boolean ignores(String sourceName) {
            return super.ignores(sourceName) || sourceName.contains(".base.fc.");
        }
    },

    /** Vesper's own. */
    VESPER("shared.", "infrared.", "visible.") {
        @Override
        @Nullable
        String sourceName(String parameter) {
            return parameter;
        }
    };

    private static final String ENCODER = ".encoder.";

    private final String[] prefixes;

    WeightsFormat(String... prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * The name of a parameter of ours in a file of this format.
     *
     * @param parameter for example {@code shared.encoder.conv1.weight}
     * @return null if such files do not have it
     */
    abstract @Nullable String sourceName(String parameter);

    /** Whether a tensor is known not to be needed. */
    boolean ignores(String sourceName) {
        return sourceName.endsWith(".num_batches_tracked");
    }

    /** The name on the command line: {@code torchvision}, {@code release} or {@code vesper}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param label one of the labels, or {@code timm}
     * @return its format
     * @throws IllegalArgumentException if there is none
     */
    public static WeightsFormat of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label.equals("timm") ? "torchvision" : label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The weights' format (%s) is not one of torchvision, timm, release, vesper.".formatted(label)));
    }

    /**
     * Finds the format that names tensors like these.
     *
     * @throws IllegalArgumentException if none does
     */
    public static WeightsFormat detect(Collection<String> names) {
        for (WeightsFormat format : values()) {
            if (names.stream().anyMatch(name -> Arrays.stream(format.prefixes).anyMatch(name::startsWith))) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "None of the %d tensors (%s, …) is named as torchvision, timm, the paper's authors or Vesper name them. Maybe the file holds another network."
                        .formatted(
                                names.size(),
                                names.stream().limit(3).map(ImportReport::shown).collect(Collectors.joining(", "))));
    }
}
