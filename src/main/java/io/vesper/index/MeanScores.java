package io.vesper.index;

import java.util.Arrays;

/** Keeps the five best scores of each person's images, of which the mean counts; see {@link Aggregation#MEAN}. */
final class MeanScores implements RowCollector<MeanScores> {
    private static final int BEST = Aggregation.MEAN.images();

    /** Of adding up in another order. */
    private static final double ROUNDING = 1e-9;

    private final Scoring scoring;
    private final double[] best; // [people, BEST], each person's in descending order, at least worth that

    /** @param people how many there may be */
    MeanScores(int people, Scoring scoring) {
        this.scoring = scoring;
        this.best = new double[people * BEST];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
    }

    @Override
    public void accept(ScoredRows rows) {
        for (int i = 0; i < rows.count(); i++) {
            int person = rows.labels().person(rows.row(i));
            if (person != LabelCodes.NOBODY) {
                IndexEntry entry = rows.labels().entry(rows.row(i));
                Candidate candidate = scoring.candidate(entry, rows.place(i), person, rows.score(i));
                if (candidate != null) {
                    add(person, candidate.least());
                }
            }
        }
    }

    @Override
    public void addAll(MeanScores other) {
        for (int i = 0; i < best.length; i++) {
            add(i / BEST, other.best[i]);
        }
    }

    private void add(int person, double score) {
        int place = person * BEST + BEST - 1;
        if (score <= best[place]) {
            return;
        }
        for (; place > person * BEST && best[place - 1] < score; place--) {
            best[place] = best[place - 1];
        }
        best[place] = score;
    }

    /** Marks the people who may be among the best, at least so many if there are. */
    void mark(boolean[] people, int limit) {
        double[] means = new double[best.length / BEST];
        Arrays.setAll(means, this::mean);
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        double last = sorted.length > limit ? sorted[sorted.length - limit] : Double.NEGATIVE_INFINITY;
        for (int person = 0; person < means.length; person++) {
            if (means[person] != Double.NEGATIVE_INFINITY && means[person] + scoring.slack() + ROUNDING >= last) {
                people[person] = true;
            }
        }
    }

    /** Negative infinity without any image. */
    private double mean(int person) {
        double sum = best[person * BEST];
        int count = 1;
        while (count < BEST && best[person * BEST + count] != Double.NEGATIVE_INFINITY) {
            sum += best[person * BEST + count++];
        }
        return sum / count;
    }
}
