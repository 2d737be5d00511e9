package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who searches for whom: what makes two results comparable. */
public interface Protocol {
    /** One line for people: what is measured. */
    String description();

    /** The choices by name, for JSON; the first is {@code name}, the benchmark's. */
    Map<String, Object> toMap();

    /** What a query's ranking leaves out, and what a rank counts. */
    RankingRule rule();

    /**
     * Draws the trials on one part of a set.
     *
     * @param part whose identities are searched for: a model is chosen by {@code VALIDATION} and reported on {@code TEST}
     * @return at least one trial; the queries are the same in each
     * @throws IllegalArgumentException if the part does not suit the protocol, or has no queries or no gallery
     */
    List<Trial> trials(PersonDataset dataset, DatasetPart part);

    /**
     * The pictures whose embeddings an evaluation needs: all queries, and whatever is in the gallery of a trial.
     *
     * @return without duplicates, queries first
     * @throws IllegalArgumentException as {@link #trials}
     */
    default List<PersonImage> images(PersonDataset dataset, DatasetPart part) {
        List<Trial> trials = trials(dataset, part);
        return Stream.concat(
                        trials.get(0).queries().stream(), trials.stream().flatMap(trial -> trial.gallery().stream()))
                .distinct()
                .toList();
    }
}
