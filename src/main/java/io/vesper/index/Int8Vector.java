package io.vesper.index;

/**
 * A vector as whole numbers of -127 to 127, times a scale: the largest value's is 127.
 *
 * @param numbers shape [D]
 * @param scale what 1 stands for; 0 for a vector of zeros
 * @param error length of the difference to the vector
 */
record Int8Vector(short[] numbers, float scale, float error) {
    static final Int8Vector NONE = new Int8Vector(new short[0], 0, 0);

    static Int8Vector of(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / 127;
        short[] numbers = new short[vector.length];
        double squares = 0;
        for (int i = 0; i < vector.length && scale > 0; i++) {
            numbers[i] = (short) Math.max(-127, Math.min(Math.round(vector[i] / scale), 127));
            double difference = vector[i] - (double) numbers[i] * scale;
            squares += difference * difference;
        }
        return new Int8Vector(numbers, scale, Math.nextUp((float) Math.sqrt(squares)));
    }
}
