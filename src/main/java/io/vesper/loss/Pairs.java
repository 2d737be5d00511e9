package io.vesper.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Distances and relations between all pairs of a batch's images. */
final class Pairs {
    /** Below it the square root's slope has no use and, at 0, no value. */
    private static final double SMALLEST_SQUARED_DISTANCE = 1e-12;

    private Pairs() {}

    static void requireBatch(NDArray features, NDArray identityLabels, NDArray infrared) {
        Shapes.requireMatrix("features", features);
        Shapes.requireOnePerRow("identity labels", identityLabels, DataType.INT64, features);
        Shapes.requireOnePerRow("infrared flags", infrared, DataType.BOOLEAN, features);
    }

    /**
     * Euclidean distances {@code sqrt(max(|a|^2 + |b|^2 - 2ab, 1e-12))}.
     *
     * @param features shape [B, D]
     * @param normalise whether each row is first scaled to length 1
     * @return shape [B, B], each at least 1e-6
     */
    static NDArray distances(NDArray features, boolean normalise) {
        NDArray rows = normalise ? features.normalize(2, 1) : features;
        NDArray squares = rows.square().sum(new int[] {1}, true); // [B, D] -> [B, 1]
        NDArray products = rows.matMul(rows.transpose()); // [B, D] -> [B, B]
        NDArray squaredDistances = squares.add(squares.transpose()).sub(Constants.times(products, 2));
        return Constants.atLeast(squaredDistances, SMALLEST_SQUARED_DISTANCE).sqrt();
    }

    /** Which pairs have equal values: shape [B] to [B, B], boolean. */
    static NDArray equal(NDArray values) {
        return values.expandDims(1).eq(values.expandDims(0));
    }

    /** Which pairs are two images: [B, B], boolean, false on the diagonal. */
    static NDArray distinct(NDArray values) {
        int size = Math.toIntExact(values.getShape().get(0));
        return values.getManager()
                .eye(size, size, 0, DataType.FLOAT32, values.getDevice())
                .eq(0);
    }

    /** A boolean selection as 0 and 1, to multiply with; it carries no gradient. */
    static NDArray mask(NDArray selected, NDArray like) {
        return selected.toType(like.getDataType(), false);
    }
}
