package io.vesper.index;

/**
 * How a search ranks.
 *
 * @param filter which images are looked at
 * @param floor images and people of a lower cosine are left out
 * @param people how many are wanted, 1 to 100
 * @param imagesPerPerson how many images support each, 1 to 20
 * @param aggregation how images become a person's score
 * @param reRanking how the best are ordered anew; a person's best images decide then, so it goes with images' scores only
 */
public record SearchOptions(
        SearchFilter filter,
        ScoreFloor floor,
        int people,
        int imagesPerPerson,
        Aggregation aggregation,
        ReRanking reRanking) {
    public SearchOptions {
        check("number of people", people, 1, 100);
        check("number of images per person", imagesPerPerson, 1, 20);
        if (aggregation == Aggregation.CENTROID && reRanking != ReRanking.NONE) {
            throw new IllegalArgumentException(
                    "The re-ranking (k-reciprocal) orders images, but the aggregate (centroid) has none. Maybe use the aggregate max or mean.");
        }
    }

    /** Without re-ranking. */
    public SearchOptions(
            SearchFilter filter, double minScore, int people, int imagesPerPerson, Aggregation aggregation) {
        this(filter, ScoreFloor.of(minScore), people, imagesPerPerson, aggregation, ReRanking.NONE);
    }

    /** The same with another floor. */
    public SearchOptions with(ScoreFloor other) {
        return new SearchOptions(filter, other, people, imagesPerPerson, aggregation, reRanking);
    }

    private static void check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("The %s (%d) must be %d to %d.".formatted(what, value, min, max));
        }
    }
}
