package io.vesper.training;

import ai.djl.nn.Parameter;
import io.vesper.network.CrossModalNetwork;
import io.vesper.optimiser.ParameterGroup;
import io.vesper.preset.OptimiserSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two groups of a network's parameters: encoders, which may start from published weights, and everything after them. */
final class ParameterGroups {
    private ParameterGroups() {}

    static List<ParameterGroup> of(CrossModalNetwork network, OptimiserSettings settings) {
        Map<String, Parameter> encoders = new LinkedHashMap<>();
        Map<String, Parameter> heads = new LinkedHashMap<>();
        network.parameters()
                .forEach((name, parameter) -> (name.contains(".encoder.") ? encoders : heads).put(name, parameter));
        return List.of(
                new ParameterGroup(encoders, settings.encoderRateFactor(), settings.weightDecay(), false),
                new ParameterGroup(heads, 1, settings.weightDecay(), false));
    }
}
