package io.vesper.evaluation;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.evaluation.OpenSetSearch.Best;
import io.vesper.person.Modality;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What searches under a threshold answer; see {@link OpenSetSearch}. Shares are 0 to 1.
 *
 * @param direction which pictures are searched for, and which in
 * @param threshold that an answer must reach; null: none
 * @param galleryImages how many pictures a stranger's search meets, on average
 * @param falseAccepts share of comparisons with strangers that reach it, on these people
 * @param falseAlarms share of strangers' searches that are answered with anybody
 * @param rank1 share of enrolled people's searches whose person comes first
 * @param nobody share of enrolled people's searches that are answered with nobody; the rest is answered with somebody else first
 * @param strangers how many searches for strangers
 * @param enrolled how many searches for enrolled people
 */
public record OpenSetSearchFigures(
        Direction direction,
        @Nullable Threshold threshold,
        double galleryImages,
        double falseAccepts,
        double falseAlarms,
        double rank1,
        double nobody,
        int strangers,
        int enrolled) {
    /**
     * @param probes modality of the pictures that are searched for
     * @param gallery modality of those searched in
     */
    public record Direction(Modality probes, Modality gallery) {}

    static OpenSetSearchFigures of(
            Direction direction, @Nullable Threshold threshold, ErrorRates comparisons, List<Best> searches) {
        double lowest = threshold == null ? -1 : threshold.threshold();
        List<Best> strangers = searches.stream().filter(Best::hasOthers).toList();
        List<Best> enrolled = searches.stream().filter(Best::isEnrolled).toList();
        return new OpenSetSearchFigures(
                direction,
                threshold,
                strangers.stream().mapToInt(Best::strangers).average().orElse(0),
                comparisons.falseAcceptRate(lowest),
                share(strangers, best -> best.others() >= lowest),
                share(enrolled, best -> best.own() >= lowest && best.own() > best.others()),
                share(enrolled, best -> Math.max(best.own(), best.others()) < lowest),
                strangers.size(),
                enrolled.size());
    }

    private static double share(List<Best> searches, Predicate<Best> isCounted) {
        return (double) searches.stream().filter(isCounted).count() / searches.size();
    }
}
