package io.vesper.decode;

/**
 * How large a picture may be. Checked against the file's header, before memory is taken for pixels. While a picture is
 * decoded it takes up to 18 bytes for each pixel (CMYK; 6 for an ordinary JPEG), so whoever decodes many at once should
 * bound how many.
 *
 * @param maxPixels width times height, at least 1
 * @param minSidePx shortest allowed side; below 8 px nothing of a person is left
 * @param maxSidePx longest allowed side
 */
public record ImageLimits(long maxPixels, int minSidePx, int maxSidePx) {
    /** 25 megapixels, sides from 8 to 16,384 px. */
    public static final ImageLimits DEFAULT = new ImageLimits(25_000_000, 8, 16_384);

    public ImageLimits {
        if (minSidePx < 1 || maxSidePx < minSidePx || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "Limits of %d pixels and sides from %d to %d px let no picture pass. Maybe minimum and maximum are swapped."
                            .formatted(maxPixels, minSidePx, maxSidePx));
        }
    }

    /** Refuses a picture whose header promises a size outside the limits. */
    void check(int width, int height) {
        if (Math.min(width, height) < minSidePx) {
            throw new UnreadableImageException(
                    "The picture is too small (%d x %d px): each side must have at least %d px. Maybe it is an icon or a damaged file."
                            .formatted(width, height, minSidePx));
        }
        if (Math.max(width, height) > maxSidePx || (long) width * height > maxPixels) {
            throw new UnreadableImageException(
                    "The picture is too large (%d x %d px): at most %d px a side and %d pixels in all are allowed. Maybe crop the person first."
                            .formatted(width, height, maxSidePx, maxPixels));
        }
    }
}
