package io.vesper.scoring;

/** Sums over values, from which their mean and deviation follow. */
final class Moments {
    /** As many values as the assumption is worth: it prevails while fewer are seen, and fades when many are. */
    private static final double ASSUMED_COUNT = 100;

    private long count;
    private double sum;
    private double squares;

    void add(double value) {
        count++;
        sum += value;
        squares += value * value;
    }

    void add(Moments others) {
        count += others.count;
        sum += others.sum;
        squares += others.squares;
    }

    /** What was seen, together with what was assumed before; so nothing jumps when the first values come. */
    Spread with(Spread assumed) {
        if (count == 0) {
            return assumed; // exactly, so that equal cosines stay equal
        }
        double total = count + ASSUMED_COUNT;
        double mean = (sum + ASSUMED_COUNT * assumed.mean()) / total;
        double assumedSquare = assumed.deviation() * assumed.deviation() + assumed.mean() * assumed.mean();
        double square = (squares + ASSUMED_COUNT * assumedSquare) / total;
        return new Spread(mean, Math.sqrt(square - mean * mean));
    }
}
