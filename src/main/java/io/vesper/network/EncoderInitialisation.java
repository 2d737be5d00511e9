package io.vesper.network;

import ai.djl.nn.Parameter;
import io.vesper.checkpoint.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts encoders from a classification backbone, whose names lack the branch. */
final class EncoderInitialisation {
    private static final String MARK = ".encoder.";

    private EncoderInitialisation() {}

    static int apply(TensorSource source, Map<String, Parameter> parameters) {
        Map<String, Parameter> found = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (name.contains(MARK) && source.names().contains(nameInSource(name))) {
                found.put(name, parameter);
            }
        });
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "None of the %d tensors is named as torchvision names a ResNet's. Maybe the file holds another network."
                            .formatted(source.names().size()));
        }
        found.forEach((name, parameter) -> ParameterTensors.checkShape(source, nameInSource(name), parameter));
        found.forEach((name, parameter) -> parameter.getArray().set(source.values(nameInSource(name))));
        return found.size();
    }

    private static String nameInSource(String name) {
        return name.substring(name.indexOf(MARK) + MARK.length());
    }
}
