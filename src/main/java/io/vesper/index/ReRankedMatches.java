package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonId;
import io.vesper.scoring.KReciprocal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The best matches of a search in the order of their re-ranked distances; scores stay as they are. */
final class ReRankedMatches {
    private static final double NOT_AMONG_THEM = Double.POSITIVE_INFINITY;

    private final List<Match> best;
    private final Map<UUID, Double> distances = new HashMap<>();
    private final Comparator<Match> byDistance = Comparator.comparingDouble(this::distance);

    /**
     * Re-ranks; an image's distance is that of its nearest probe.
     *
     * @param best the matches to order anew
     * @param vectors at least of these
     */
    ReRankedMatches(ProbeVectors probe, List<Match> best, Map<UUID, Embedding> vectors) {
        this.best = best;
        List<Embedding> all = new ArrayList<>(probe.embeddings());
        best.forEach(match -> all.add(Objects.requireNonNull(vectors.get(match.imageId()))));
        int probes = probe.embeddings().size();
        for (double[] row : KReciprocal.PAPER.distances(cosines(all), probes)) {
            for (int i = 0; i < row.length; i++) {
                distances.merge(best.get(i).imageId(), row[i], Math::min);
            }
        }
    }

    private static float[][] cosines(List<Embedding> embeddings) {
        float[][] cosines = new float[embeddings.size()][embeddings.size()];
        for (int i = 0; i < cosines.length; i++) {
            for (int j = 0; j <= i; j++) {
                cosines[i][j] = (float) embeddings.get(i).cosine(embeddings.get(j));
                cosines[j][i] = cosines[i][j];
            }
        }
        return cosines;
    }

    private double distance(Match match) {
        return distances.getOrDefault(match.imageId(), NOT_AMONG_THEM);
    }

    /** Images anew: those re-ranked by their distance, then the others as they were. */
    List<Match> ordered(List<Match> matches) {
        return matches.stream().sorted(byDistance).toList();
    }

    /** People anew: those with an image re-ranked by its distance, or the mean of several, then the others as they were. */
    List<RankedPerson> ordered(List<RankedPerson> people, SearchOptions options) {
        Map<PersonId, List<Match>> bestOf = new HashMap<>();
        for (Match match : best) {
            PersonId person = match.labels().person();
            if (person != null) {
                bestOf.computeIfAbsent(person, p -> new ArrayList<>()).add(match);
            }
        }
        record Placed(RankedPerson person, double distance) {}
        return people.stream()
                .map(ranked -> withImages(ranked, bestOf.getOrDefault(ranked.person(), List.of())))
                .map(ranked -> new Placed(ranked, distance(ranked, options.aggregation())))
                .sorted(Comparator.comparingDouble(Placed::distance))
                .map(Placed::person)
                .map(ranked -> ranked.with(ranked.images().stream()
                        .limit(options.imagesPerPerson())
                        .toList()))
                .toList();
    }

    /** A person's best image by distance need not be among the best by score. */
    private RankedPerson withImages(RankedPerson ranked, List<Match> more) {
        if (more.isEmpty()) {
            return ranked;
        }
        Set<Match> images = new LinkedHashSet<>(ranked.images());
        images.addAll(more);
        return ranked.with(ordered(List.copyOf(images)));
    }

    private double distance(RankedPerson ranked, Aggregation aggregation) {
        return ranked.images().stream()
                .mapToDouble(this::distance)
                .filter(distance -> distance != NOT_AMONG_THEM)
                .limit(aggregation.images())
                .average()
                .orElse(NOT_AMONG_THEM);
    }
}
