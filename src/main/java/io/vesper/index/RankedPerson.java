package io.vesper.index;

import io.vesper.person.PersonId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a search.
 *
 * @param person who; null: an image of somebody not yet identified, which ranks alone
 * @param score in [-1, 1]
 * @param images the images that speak for it, best first
 */
public record RankedPerson(@Nullable PersonId person, double score, List<Match> images) {
    /** Higher score first; of equal ones the person with the older best image. */
    static final Comparator<RankedPerson> RANKING = Comparator.comparingDouble(RankedPerson::score)
            .reversed()
            .thenComparingLong(ranked -> ranked.images().get(0).sequence());

    public RankedPerson {
        images = List.copyOf(images);
    }
}
