package io.vesper.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A loss and its gradient in each of its inputs.
 *
 * @param gradients one for each input, of its shape; 0 where the loss does not depend on it or the way is cut
 */
record Differentiated(double value, List<double[][]> gradients) {

    /** Evaluates a loss, which must be one float32 number, at float32 inputs. */
    static Differentiated at(Function<List<NDArray>, NDArray> loss, double[][]... inputs) {
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            List<NDArray> tensors =
                    Stream.of(inputs).map(input -> Tensors.of(manager, input)).toList();
            tensors.forEach(tensor -> tensor.setRequiresGradient(true));
            NDArray value = loss.apply(tensors);
            assertThat(value.getShape()).isEqualTo(new Shape());
            assertThat(value.getDataType()).isEqualTo(DataType.FLOAT32);
            collector.backward(value);
            return new Differentiated(
                    value.getFloat(),
                    tensors.stream().map(Differentiated::gradient).toList());
        }
    }

    /** A metric loss at features of shape [B, D]; {@code infrared} is 1 for infrared images, 0 for visible ones. */
    static Differentiated of(MetricLoss loss, double[][] features, long[] identityLabels, long[] infrared) {
        return at(
                inputs -> {
                    NDManager manager = inputs.get(0).getManager();
                    return loss.of(inputs.get(0), manager.create(identityLabels), Tensors.flags(manager, infrared));
                },
                features);
    }

    /** Asserts the value to be that of the oracle's entry. */
    void assertValue(String entry) {
        double expected = Oracle.number(entry);
        assertThat(value).as(entry).isCloseTo(expected, Tensors.near(expected));
    }

    private static double[][] gradient(NDArray tensor) {
        float[] flat = tensor.getGradient().toFloatArray();
        int columns = (int) tensor.getShape().get(1);
        double[][] gradient = new double[flat.length / columns][columns];
        for (int i = 0; i < flat.length; i++) {
            gradient[i / columns][i % columns] = flat[i];
        }
        return gradient;
    }
}
