package io.vesper.index;

/**
 * How a search ranks.
 *
 * @param filter which images are looked at
 * @param minScore images of a lower score are left out; -1 keeps all
 * @param people how many are wanted, 1 to 100
 * @param imagesPerPerson how many images support each, 1 to 20
 * @param aggregation how images become a person's score
 */
public record SearchOptions(
        SearchFilter filter, double minScore, int people, int imagesPerPerson, Aggregation aggregation) {
    public SearchOptions {
        check("minScore", minScore, -1, 1);
        check("number of people", people, 1, 100);
        check("number of images per person", imagesPerPerson, 1, 20);
    }

    private static void check(String what, double value, int min, int max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("The %s (%s) must be %d to %d.".formatted(what, value, min, max));
        }
    }
}
