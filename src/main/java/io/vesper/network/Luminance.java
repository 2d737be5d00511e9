package io.vesper.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** What an infrared camera might have seen: {@code 0.2989 R + 0.5870 G + 0.1140 B}, of the normalised picture. */
final class Luminance {
    private static final float[] WEIGHTS = {0.2989f, 0.5870f, 0.1140f};

    private Luminance() {}

    /**
     * @param images shape [B, 3, H, W]; no gradient flows into it
     * @return the luminance in each of three channels, shape [B, 3, H, W]
     */
    static NDArray of(NDArray images) {
        NDArray weights = images.getManager().create(WEIGHTS, new Shape(1, 3, 1, 1));
        NDArray weighted = images.mul(weights);
        NDArray grey = weighted.sum(new int[] {1}, true); // [B, 3, H, W] -> [B, 1, H, W]
        NDArray copies = grey.repeat(1, 3); // [B, 1, H, W] -> [B, 3, H, W]
        weights.close();
        weighted.close();
        grey.close();
        return copies;
    }
}
