package io.vesper.protocol;

import io.vesper.person.PersonImage;
import java.util.List;

/**
 * One search: each query in the same gallery.
 *
 * @param queries what is searched for
 * @param gallery what is searched in; its order settles ties
 */
public record Trial(List<PersonImage> queries, List<PersonImage> gallery) {
    public Trial {
        queries = List.copyOf(queries);
        gallery = List.copyOf(gallery);
    }
}
