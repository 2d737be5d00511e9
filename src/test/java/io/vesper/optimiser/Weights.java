package io.vesper.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;

/** Parameters without a network. */
final class Weights {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    private Weights() {}

    /** A vector that is trained. */
    static Parameter trained(NDManager manager, String name, float... values) {
        return trained(name, manager.create(values));
    }

    static Parameter trained(String name, NDArray array) {
        Parameter parameter = unrecorded(name, array);
        parameter.freeze(false);
        return parameter;
    }

    /** Asks for a gradient, which its array does not record. */
    static Parameter unrecorded(String name, NDArray array) {
        Parameter parameter =
                Parameter.builder().setName(name).setType(Parameter.Type.WEIGHT).build();
        parameter.setArray(array);
        return parameter;
    }

    /** A group of one parameter. */
    static ParameterGroup group(Parameter parameter, double learningRateFactor, double weightDecay) {
        return new ParameterGroup(Map.of(parameter.getName(), parameter), learningRateFactor, weightDecay, false);
    }

    /** Adds {@code gradient} to the parameter's gradient, as a training step's backward pass does. */
    static void backward(Parameter parameter, float... gradient) {
        try (NDManager step = parameter.getArray().getManager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray slope = step.create(gradient);
            collector.backward(slope.mul(parameter.getArray()).sum());
        }
    }

    static float[] values(Parameter parameter) {
        return parameter.getArray().toFloatArray();
    }

    static void assertClose(Parameter parameter, double... expected) {
        float[] actual = values(parameter);
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], ROUNDING);
        }
    }

    static float[] gradient(Parameter parameter) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
            return gradient.toFloatArray();
        }
    }

    static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
