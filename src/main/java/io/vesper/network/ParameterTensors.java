package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.vesper.checkpoint.TensorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A network's parameters seen as named tensors. */
final class ParameterTensors implements TensorSource {
    private final Map<String, Parameter> parameters;

    ParameterTensors(Map<String, Parameter> parameters) {
        this.parameters = parameters;
    }

    @Override
    public Set<String> names() {
        return parameters.keySet();
    }

    @Override
    public long[] shape(String name) {
        return array(name).getShape().getShape();
    }

    @Override
    public float[] values(String name) {
        return array(name).toFloatArray();
    }

    private NDArray array(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("The network has no parameter (%s).".formatted(name));
        }
        return parameter.getArray();
    }

    /** Copies a tensor for every parameter, after checking all of them. */
    static void copy(TensorSource source, Map<String, Parameter> parameters) {
        parameters.forEach((name, parameter) -> checkShape(source, name, parameter));
        parameters.forEach((name, parameter) -> parameter.getArray().set(source.values(name)));
    }

    /** Copies every tensor there is into the parameter of its name. */
    static void copyInto(Map<String, Parameter> parameters, TensorSource source) {
        Map<String, Parameter> named = new LinkedHashMap<>(parameters);
        named.keySet().retainAll(source.names());
        copy(source, named);
    }

    static void checkShape(TensorSource source, String name, Parameter parameter) {
        if (!source.names().contains(name)) {
            throw new IllegalArgumentException(
                    "The weights lack the tensor (%s). Maybe they belong to another backbone.".formatted(name));
        }
        long[] expected = parameter.getArray().getShape().getShape();
        long[] found = source.shape(name);
        if (!Arrays.equals(expected, found)) {
            throw new IllegalArgumentException(
                    "The tensor (%s) has shape %s, but the network needs %s. Maybe the weights belong to another backbone or number of identities."
                            .formatted(name, Arrays.toString(found), Arrays.toString(expected)));
        }
    }
}
