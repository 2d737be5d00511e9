package io.vesper.network;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of parameters as PyTorch writes them: {@code shared.encoder.layer1.0.bn1.running_mean}. */
final class ParameterNames {
    private static final Map<String, String> BATCH_NORM_NAMES =
            Map.of("gamma", "weight", "beta", "bias", "runningMean", "running_mean", "runningVar", "running_var");

    private ParameterNames() {}

    static Map.Entry<String, Block> entry(String name, Block block) {
        return Map.entry(name, block);
    }

    /** Walks blocks in order and names every parameter below them. */
    @SafeVarargs
    static Map<String, Parameter> of(Map.Entry<String, Block>... blocks) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, Block> block : blocks) {
            collect(block.getKey(), block.getValue(), parameters);
        }
        return parameters;
    }

    private static void collect(String prefix, Block block, Map<String, Parameter> parameters) {
        for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
            parameters.put(prefix + "." + name(block, parameter.getKey()), parameter.getValue());
        }
        for (Pair<String, Block> child : block.getChildren()) {
            // DJL puts a running number before the name a block was added under.
            String name = child.getKey().replaceFirst("^\\d+", "");
            collect(prefix + "." + name, child.getValue(), parameters);
        }
    }

    private static String name(Block block, String parameter) {
        return block instanceof BatchNorm ? BATCH_NORM_NAMES.getOrDefault(parameter, parameter) : parameter;
    }
}
