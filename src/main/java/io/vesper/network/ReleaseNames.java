package io.vesper.network;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names in the checkpoint that the paper's authors released.
 *
 * <p>A branch is two modules there: {@code X_backbone} with the ResNet ({@code base}), attention blocks named after the channels
 * they stand on, the batch-norm neck (called {@code bottleneck}) and the classifier; and {@code X_Bottleneck} with the information
 * bottleneck and the classifier behind it. X is {@code RGB}, {@code IR} or {@code shared}.
 */
final class ReleaseNames {
    private static final Map<String, String> BRANCHES = Map.of("visible", "RGB", "infrared", "IR", "shared", "shared");
    /** The first that fits a name, without its branch, is replaced. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        // Before the stages that a ResNet-50 enters with so many channels.
        PARTS.put("encoder.attention2.", "_backbone.cam_256._cam_module.");
        PARTS.put("encoder.attention3.", "_backbone.cam_512._cam_module.");
        PARTS.put("encoder.attention4.", "_backbone.cam_1024._cam_module.");
        PARTS.put("encoder.", "_backbone.base.");
        PARTS.put("neck.", "_backbone.bottleneck.");
        PARTS.put("classifier.", "_backbone.classifier.0.");
        PARTS.put("bottleneck.mlp.", "_Bottleneck.bottleneck.model.");
        PARTS.put("bottleneck.classifier.", "_Bottleneck.classifier.");
    }

    private ReleaseNames() {}

    static String of(String parameter) {
        int dot = parameter.indexOf('.');
        String branch = BRANCHES.get(parameter.substring(0, dot));
        String rest = parameter.substring(dot + 1);
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            if (branch != null && rest.startsWith(part.getKey())) {
                return branch + part.getValue() + rest.substring(part.getKey().length());
            }
        }
        throw new IllegalArgumentException("The release has no parameter like (%s).".formatted(parameter));
    }
}
