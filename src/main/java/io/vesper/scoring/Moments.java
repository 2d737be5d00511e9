package io.vesper.scoring;

/** Sums over cosines, from which their mean and deviation follow. */
final class Moments {
    /** As many cosines as the assumption is worth: it prevails while fewer are seen, and fades when many are. */
    private static final double ASSUMED_COUNT = 100;

    private long count;
    private double sum;
    private double squares;

    void add(double cosine) {
        count++;
        sum += cosine;
        squares += cosine * cosine;
    }

    void add(Moments others) {
        count += others.count;
        sum += others.sum;
        squares += others.squares;
    }

    /** What was seen, together with what was assumed before; so nothing jumps when the first cosines come. */
    Strangers with(Strangers assumed) {
        double total = count + ASSUMED_COUNT;
        double mean = (sum + ASSUMED_COUNT * assumed.mean()) / total;
        double assumedSquare = assumed.deviation() * assumed.deviation() + assumed.mean() * assumed.mean();
        double square = (squares + ASSUMED_COUNT * assumedSquare) / total;
        return new Strangers(mean, Math.sqrt(square - mean * mean));
    }
}
