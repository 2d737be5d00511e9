package io.vesper.transform;

import io.vesper.decode.RgbImage;
import java.util.Objects;

/**
 * Turns pictures into what a network takes: resized without regard to their aspect ratio, scaled to [0, 1], normalised.
 * Immutable, and safe to use from many threads at once.
 *
 * <p>Equals torchvision's {@code Resize, ToTensor, Normalize} on a Pillow image bit for bit.
 */
public final class ImageTransform {
    private final InputSize size;
    private final Normalisation normalisation;
    private final float[][] tables;

    public ImageTransform(InputSize size, Normalisation normalisation) {
        this.size = size;
        this.normalisation = normalisation;
        tables = new float[][] {normalisation.table(0), normalisation.table(1), normalisation.table(2)};
    }

    public InputSize size() {
        return size;
    }

    public Normalisation normalisation() {
        return normalisation;
    }

    /**
     * Transforms one picture.
     *
     * @return a new tensor of shape [3, H, W], row-major, owned by the caller
     */
    public float[] apply(RgbImage image) {
        float[] tensor = new float[size.values()];
        writeTo(image, tensor, 0);
        return tensor;
    }

    /**
     * Writes one picture into a batch.
     *
     * @param batch shape [B, 3, H, W], row-major; {@link InputSize#values} values of it are overwritten
     * @param offset index of the picture's first value
     * @throws IndexOutOfBoundsException if the picture does not fit behind {@code offset}
     */
    public void writeTo(RgbImage image, float[] batch, int offset) {
        normalise(resize(image), batch, offset);
    }

    RgbImage resize(RgbImage image) {
        return AntialiasedResize.resize(image, size.width(), size.height());
    }

    /** @param resized a picture of this transform's size */
    void normalise(RgbImage resized, float[] batch, int offset) {
        Objects.checkFromIndexSize(offset, size.values(), batch.length);
        byte[] pixels = resized.pixels();
        for (int channel = 0; channel < 3; channel++) { // [H, W, 3] -> [3, H, W]
            float[] table = tables[channel];
            int plane = offset + channel * size.pixels();
            for (int i = 0; i < size.pixels(); i++) {
                batch[plane + i] = table[pixels[3 * i + channel] & 0xFF];
            }
        }
    }
}
