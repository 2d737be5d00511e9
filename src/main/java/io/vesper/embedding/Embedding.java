package io.vesper.embedding;

import java.util.Arrays;

/** An L2-normalised vector of shape [D]; two of one model are compared by their dot product, the cosine. */
public final class Embedding {
    private static final double UNIT_TOLERANCE = 1e-3;

    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /**
     * Takes a unit vector; the array is copied.
     *
     * @param values shape [D], finite, of length 1 within 0.001
     * @throws IllegalArgumentException if it is not a unit vector
     */
    public static Embedding ofUnit(float[] values) {
        double norm = norm(values);
        if (!(Math.abs(norm - 1) <= UNIT_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "An embedding must have length 1, but these %d values have length %s. Maybe they were not normalised."
                            .formatted(values.length, norm));
        }
        return new Embedding(values.clone());
    }

    /**
     * Scales a vector to length 1.
     *
     * @param values shape [D], finite, not all zero
     * @throws IllegalArgumentException if a value is not finite or all are zero
     */
    public static Embedding normalised(float[] values) {
        double norm = norm(values);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException(
                    "A vector of length %s has no direction, so it cannot be an embedding.".formatted(norm));
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return new Embedding(unit);
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    public int dimension() {
        return values.length;
    }

    /** A copy of the values, shape [D]. */
    public float[] toArray() {
        return values.clone();
    }

    /**
     * The cosine of the angle between the two, in [-1, 1] up to rounding.
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double cosine(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException(
                    "An embedding of %d values cannot be compared with one of %d. Maybe they come from different models."
                            .formatted(values.length, other.values.length));
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Biometric data: the values stay out of logs. */
    @Override
    public String toString() {
        return "Embedding[" + values.length + "]";
    }
}
