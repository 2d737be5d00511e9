package io.vesper.index;

import io.vesper.person.PersonId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a search.
 *
 * @param person who; null: an image of somebody not yet identified, which ranks alone
 * @param score cosine in [-1, 1]: of the best image, or what the {@link Aggregation} makes of it
 * @param calibrated the same, comparable between pairs of modalities; see {@link io.vesper.scoring.PairCalibration#calibrated}
 * @param images the images that speak for it, best first
 */
public record RankedPerson(@Nullable PersonId person, double score, double calibrated, List<Match> images) {
    /** Higher calibrated score first; of equal ones the person with the older best image. */
    static final Comparator<RankedPerson> RANKING = Comparator.comparingDouble(RankedPerson::calibrated)
            .reversed()
            .thenComparingLong(ranked -> ranked.images().get(0).sequence());

    public RankedPerson {
        images = List.copyOf(images);
    }

    /** The same with other images. */
    RankedPerson with(List<Match> others) {
        return new RankedPerson(person, score, calibrated, others);
    }
}
