package io.vesper.decode;

/** How the components of a JPEG file encode colour, and the way from them to red, green and blue (as libjpeg's). */
enum JpegColour {
    GREY(1),
    YCC(3),
    RGB(3),
    CMYK(4),
    YCCK(4);

    /** Stands for "there is no Adobe segment". */
    static final int NO_ADOBE = -1;

    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);
    private static final int CR_TO_RED = fixed(1.402);
    private static final int CB_TO_BLUE = fixed(1.772);
    private static final int CR_TO_GREEN = fixed(0.71414);
    private static final int CB_TO_GREEN = fixed(0.34414);

    private final int components;

    JpegColour(int components) {
        this.components = components;
    }

    /**
     * Decides as libjpeg does, on which the files' writers rely: JFIF means YCC, else Adobe's transform counts, else the
     * components' names.
     *
     * @param componentIds the frame's component identifiers
     * @param adobeTransform 0 (none), 1 (YCC) or 2 (YCCK) as the Adobe segment says, or {@link #NO_ADOBE}
     */
    static JpegColour of(byte[] componentIds, boolean isJfif, int adobeTransform) {
        return switch (componentIds.length) {
            case 1 -> GREY;
            case 3 -> isRgb(componentIds, isJfif, adobeTransform) ? RGB : YCC;
            case 4 -> adobeTransform == NO_ADOBE || adobeTransform == 0 ? CMYK : YCCK;
            default ->
                throw new UnreadableImageException(
                        "The JPEG picture has %d colour components, but only 1, 3 and 4 have a meaning. Maybe the file is damaged."
                                .formatted(componentIds.length));
        };
    }

    private static boolean isRgb(byte[] ids, boolean isJfif, int adobeTransform) {
        if (isJfif) {
            return false;
        }
        return adobeTransform == NO_ADOBE ? ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B' : adobeTransform == 0;
    }

    int components() {
        return components;
    }

    /**
     * Converts decoded samples, interleaved by pixel.
     *
     * @param samples overwritten, and returned where three components come in
     */
    byte[] toRgb(byte[] samples) {
        return switch (this) {
            case GREY -> copyToThree(samples);
            case RGB -> samples;
            case YCC -> yccToRgb(samples, components);
            case CMYK -> blendBlack(invertInks(samples));
            // Adobe stores inverted inks, so the "RGB" of YCCK already are the inks of cyan, magenta and yellow.
            case YCCK -> blendBlack(yccToRgb(samples, components));
        };
    }

    private static byte[] copyToThree(byte[] grey) {
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = grey[i / 3];
        }
        return rgb;
    }

    private static byte[] yccToRgb(byte[] samples, int stride) {
        for (int i = 0; i < samples.length; i += stride) {
            int y = samples[i] & 0xFF;
            int cb = (samples[i + 1] & 0xFF) - 128;
            int cr = (samples[i + 2] & 0xFF) - 128;
            samples[i] = clamp(y + ((CR_TO_RED * cr + HALF) >> FRACTION_BITS));
            samples[i + 1] = clamp(y + ((HALF - CB_TO_GREEN * cb - CR_TO_GREEN * cr) >> FRACTION_BITS));
            samples[i + 2] = clamp(y + ((CB_TO_BLUE * cb + HALF) >> FRACTION_BITS));
        }
        return samples;
    }

    private static byte[] invertInks(byte[] cmyk) {
        for (int i = 0; i < cmyk.length; i++) {
            if (i % 4 != 3) {
                cmyk[i] = (byte) ~cmyk[i];
            }
        }
        return cmyk;
    }

    /** A channel is what its ink leaves of the light that black lets through; the file stores that light, not black. */
    private static byte[] blendBlack(byte[] inks) {
        byte[] rgb = new byte[inks.length / 4 * 3];
        for (int i = 0, target = 0; i < inks.length; i += 4) {
            int light = inks[i + 3] & 0xFF;
            for (int channel = 0; channel < 3; channel++) {
                rgb[target++] = (byte) (light - dividedBy255((inks[i + channel] & 0xFF) * light));
            }
        }
        return rgb;
    }

    /** Rounds a product of two bytes divided by 255 to the nearest integer. */
    private static int dividedBy255(int product) {
        int shifted = product + 128;
        return ((shifted >> 8) + shifted) >> 8;
    }

    private static int fixed(double factor) {
        return (int) (factor * (1 << FRACTION_BITS) + 0.5);
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
