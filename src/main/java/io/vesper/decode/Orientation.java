package io.vesper.decode;

/** How a stored picture must be turned to stand upright, in the order of EXIF's values 1 to 8. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    HALF_TURN(false, true, true),
    UPSIDE_DOWN_MIRRORED(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_TURN_CLOCKWISE(true, false, true),
    TRANSVERSED(true, true, true),
    QUARTER_TURN_COUNTERCLOCKWISE(true, true, false);

    private final boolean swapsAxes;
    private final boolean mirrorsX;
    private final boolean mirrorsY;

    Orientation(boolean swapsAxes, boolean mirrorsX, boolean mirrorsY) {
        this.swapsAxes = swapsAxes;
        this.mirrorsX = mirrorsX;
        this.mirrorsY = mirrorsY;
    }

    /** The orientation with this number; upright for a number that EXIF does not define. */
    static Orientation ofExifValue(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    RgbImage apply(RgbImage image) {
        if (this == UPRIGHT) {
            return image;
        }
        int width = swapsAxes ? image.height() : image.width();
        int height = swapsAxes ? image.width() : image.height();
        byte[] turned = new byte[image.pixels().length];
        for (int y = 0, target = 0; y < height; y++) {
            for (int x = 0; x < width; x++, target += 3) {
                int source = swapsAxes ? sourceIndex(image, y, x) : sourceIndex(image, x, y);
                turned[target] = image.pixels()[source];
                turned[target + 1] = image.pixels()[source + 1];
                turned[target + 2] = image.pixels()[source + 2];
            }
        }
        return new RgbImage(width, height, turned);
    }

    private int sourceIndex(RgbImage image, int x, int y) {
        int sourceX = mirrorsX ? image.width() - 1 - x : x;
        int sourceY = mirrorsY ? image.height() - 1 - y : y;
        return 3 * (sourceY * image.width() + sourceX);
    }
}
