package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Channels-last memory order, for which libtorch has the faster convolutions. DJL has no call for it, but a contiguous [N, H, W, C]
 * array seen as [N, C, H, W] carries the strides.
 */
final class ChannelsLast {
    private ChannelsLast() {}

    /**
     * Makes weights in that order. Two arrays stay with the manager: the values live in memory that Java owns, for as long as
     * the array they were created as is open, and the one returned is only a view of it.
     *
     * @param manager owner, as long as the weights are used
     * @param values row-major, shape [O, C, H, W]
     * @param shape of them
     * @return shape [O, C, H, W], channels innermost in memory
     */
    static NDArray weights(NDManager manager, float[] values, long[] shape) {
        int channels = (int) shape[1];
        int area = (int) (shape[2] * shape[3]);
        float[] moved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int output = i / (channels * area);
            int channel = i / area % channels;
            moved[(output * area + i % area) * channels + channel] = values[i];
        }
        NDArray owner = manager.create(moved, new Shape(shape[0], shape[2], shape[3], shape[1]));
        return owner.transpose(0, 3, 1, 2); // [O, H, W, C] -> [O, C, H, W], a view
    }

    /**
     * @param array shape [N, C, H, W]
     * @return the same values and shape, channels innermost in memory; use it while {@code array} is open
     */
    static NDArray of(NDArray array) {
        Shape shape = array.getShape();
        Shape lastShape = new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1));
        NDArray moved = array.transpose(0, 2, 3, 1); // [N, C, H, W] -> [N, H, W, C], a view
        NDArray copied = moved.reshape(new Shape(-1)); // contiguous
        NDArray contiguous = copied.reshape(lastShape);
        NDArray result = contiguous.transpose(0, 3, 1, 2); // [N, H, W, C] -> [N, C, H, W], a view
        moved.close();
        copied.close();
        contiguous.close();
        return result;
    }
}
