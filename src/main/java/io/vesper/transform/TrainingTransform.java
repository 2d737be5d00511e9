package io.vesper.transform;

import io.vesper.decode.RgbImage;
import java.util.random.RandomGenerator;

/**
 * An {@link ImageTransform} with random changes for training, in this order: resize, greyscale, channel exchange, padded crop, flip,
 * normalise, erase. Padding is black before normalisation, as torchvision's {@code Pad} on a picture.
 *
 * <p>A picture's result depends only on the picture and its own random source, and each change draws whether it is
 * switched on or not: with the same seeds, two runs that differ in one change agree in all the ones before it.
 */
public final class TrainingTransform {
    private final ImageTransform transform;
    private final Augmentation augmentation;
    private final RandomErasing erasing;

    /** @throws IllegalArgumentException if the padding could move a picture out of sight */
    public TrainingTransform(ImageTransform transform, Augmentation augmentation) {
        int shorterSide = Math.min(transform.size().height(), transform.size().width());
        if (augmentation.padPx() >= shorterSide) {
            throw new IllegalArgumentException(
                    "The padding (%d px) must be smaller than the shorter side of the picture (%d px). Maybe it was meant for larger pictures."
                            .formatted(augmentation.padPx(), shorterSide));
        }
        this.transform = transform;
        this.augmentation = augmentation;
        erasing = new RandomErasing(transform.size(), transform.normalisation());
    }

    /**
     * Writes one changed picture into a batch.
     *
     * @param batch shape [B, 3, H, W], row-major; {@link InputSize#values} values of it are overwritten
     * @param offset index of the picture's first value
     * @param random seeded for this picture alone
     * @throws IndexOutOfBoundsException if the picture does not fit behind {@code offset}
     */
    public void writeTo(RgbImage image, float[] batch, int offset, RandomGenerator random) {
        RgbImage changed = transform.resize(image);
        if (random.nextDouble() < augmentation.greyscaleProbability()) {
            changed = grey(changed);
        }
        int channel = random.nextInt(3);
        if (random.nextDouble() < augmentation.channelExchangeProbability()) {
            changed = channel(changed, channel);
        }
        int shiftX = random.nextInt(2 * augmentation.padPx() + 1) - augmentation.padPx();
        int shiftY = random.nextInt(2 * augmentation.padPx() + 1) - augmentation.padPx();
        changed = shift(changed, shiftX, shiftY);
        if (random.nextDouble() < augmentation.flipProbability()) {
            changed = changed.mirrored();
        }
        transform.normalise(changed, batch, offset);
        if (random.nextDouble() < augmentation.erasingProbability()) {
            erasing.erase(batch, offset, random);
        }
    }

    /** Luma of ITU-R BT.601 in 8 bits, rounded as Pillow's {@code convert("L")}; copied to three channels. */
    static RgbImage grey(RgbImage image) {
        byte[] pixels = image.pixels();
        byte[] grey = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            int sum = 19595 * (pixels[i] & 0xFF) + 38470 * (pixels[i + 1] & 0xFF) + 7471 * (pixels[i + 2] & 0xFF);
            byte luma = (byte) ((sum + 0x8000) >> 16);
            grey[i] = luma;
            grey[i + 1] = luma;
            grey[i + 2] = luma;
        }
        return new RgbImage(image.width(), image.height(), grey);
    }

    /** One channel, 0 to 2, in all three. */
    static RgbImage channel(RgbImage image, int channel) {
        byte[] copies = new byte[image.pixels().length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = image.pixels()[i - i % 3 + channel];
        }
        return new RgbImage(image.width(), image.height(), copies);
    }

    /** Moves the picture right and down by less than its size, left and up if negative; what comes in is black. */
    static RgbImage shift(RgbImage image, int shiftX, int shiftY) {
        if (shiftX == 0 && shiftY == 0) {
            return image;
        }
        byte[] shifted = new byte[image.pixels().length];
        int columns = image.width() - Math.abs(shiftX);
        for (int y = Math.max(0, shiftY); y < Math.min(image.height(), image.height() + shiftY); y++) {
            int source = (y - shiftY) * image.width() + Math.max(0, -shiftX);
            int target = y * image.width() + Math.max(0, shiftX);
            System.arraycopy(image.pixels(), 3 * source, shifted, 3 * target, 3 * columns);
        }
        return new RgbImage(image.width(), image.height(), shifted);
    }
}
