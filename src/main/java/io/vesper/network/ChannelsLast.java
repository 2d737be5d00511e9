package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Channels-last memory order, for which libtorch has the faster convolutions. DJL has no call for it, but a contiguous [N, H, W, C]
 * array seen as [N, C, H, W] carries the strides.
 */
final class ChannelsLast {
    private ChannelsLast() {}

    /**
     * @param array shape [N, C, H, W]
     * @return the same values and shape, channels innermost in memory
     */
    static NDArray of(NDArray array) {
        Shape shape = array.getShape();
        Shape lastShape = new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1));
        NDArray moved = array.transpose(0, 2, 3, 1); // [N, C, H, W] -> [N, H, W, C], a view
        NDArray copied = moved.reshape(new Shape(-1)); // contiguous: a view cannot be flattened without a copy
        NDArray contiguous = copied.reshape(lastShape);
        NDArray result = contiguous.transpose(0, 3, 1, 2); // [N, H, W, C] -> [N, C, H, W], a view
        moved.close();
        copied.close();
        contiguous.close();
        return result;
    }
}
