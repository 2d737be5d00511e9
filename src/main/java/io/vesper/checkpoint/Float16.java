package io.vesper.checkpoint;

/**
 * Half precision (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. Java has it from 20 on.
 *
 * <p>Largest value 65504, smallest above 0 about 6e-8, three digits in between.
 */
final class Float16 {
    static final float MAX = 65504;

    private static final int FRACTION_BITS = 10;
    private static final int BIAS = 15;
    private static final int SUBNORMAL_EXPONENT = 1 - BIAS - FRACTION_BITS;
    private static final int INFINITY = 0x7c00;

    private Float16() {}

    static float toFloat(short half) {
        int exponent = (half >> FRACTION_BITS) & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, SUBNORMAL_EXPONENT);
        } else {
            magnitude = Math.scalb((float) (fraction + 0x400), exponent - BIAS - FRACTION_BITS);
        }
        return half < 0 ? -magnitude : magnitude;
    }

    /** The nearest half; of two as near, the even one. Beyond the largest: infinity. */
    static short of(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | INFINITY | 0x200);
        }
        int exponent = Math.max(Math.getExponent(magnitude), 1 - BIAS);
        if (exponent > BIAS) {
            return (short) (sign | INFINITY);
        }
        // In units of the last place, which a double holds exactly; rint rounds ties to even.
        int units = (int) Math.rint(Math.scalb((double) magnitude, FRACTION_BITS - exponent));
        // A carry out of the fraction raises the exponent by itself, up to infinity.
        return (short) (sign | (((exponent + BIAS - 1) << FRACTION_BITS) + units));
    }
}
