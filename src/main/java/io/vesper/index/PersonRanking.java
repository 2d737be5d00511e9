package io.vesper.index;

import io.vesper.person.PersonId;
import io.vesper.scoring.ProbeCalibration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Groups the scores of a scan by person and ranks the people. */
final class PersonRanking implements ScoreSink {
    private final SearchOptions options;
    private final ProbeCalibration calibration;
    private final Map<PersonId, TopMatches> people = new HashMap<>();
    private final TopMatches unidentified;

    /** @param options what is wanted; its filter is applied by the scan, not here */
    PersonRanking(SearchOptions options, ProbeCalibration calibration) {
        this.options = options;
        this.calibration = calibration;
        boolean isReRanked = options.reRanking() != ReRanking.NONE;
        this.unidentified = new TopMatches(isReRanked ? ReRanking.IMAGES : options.people(), calibration);
    }

    @Override
    public void accept(IndexEntry entry, float score) {
        if (!options.floor().accepts(entry.labels().modality(), score)) {
            return;
        }
        PersonId person = entry.labels().person();
        if (person == null) {
            unidentified.accept(entry, score);
        } else {
            people.computeIfAbsent(person, p -> newGroup()).accept(entry, score);
        }
    }

    private TopMatches newGroup() {
        return new TopMatches(
                Math.max(options.imagesPerPerson(), options.aggregation().images()), calibration);
    }

    /** How many people identified have an image that counts. */
    int identified() {
        return people.size();
    }

    /** Everybody, best first, as their images score. */
    List<RankedPerson> ranked() {
        return ranked((person, matches) -> options.aggregation().score(matches));
    }

    /** Everybody with a centroid, best first: those without one are left out. */
    List<RankedPerson> ranked(Map<PersonId, PersonScore> centroids) {
        people.keySet().retainAll(centroids.keySet());
        return ranked((person, matches) ->
                person == null ? PersonScore.of(matches.get(0)) : Objects.requireNonNull(centroids.get(person)));
    }

    private List<RankedPerson> ranked(BiFunction<@Nullable PersonId, List<Match>, PersonScore> score) {
        return Stream.concat(
                        people.values().stream().map(TopMatches::ranked),
                        unidentified.ranked().stream().map(List::of))
                .map(matches -> {
                    PersonId person = matches.get(0).labels().person();
                    PersonScore scored = score.apply(person, matches);
                    return new RankedPerson(person, scored.cosine(), scored.calibrated(), shown(matches));
                })
                .sorted(RankedPerson.RANKING)
                .toList();
    }

    private List<Match> shown(List<Match> matches) {
        return matches.subList(0, Math.min(options.imagesPerPerson(), matches.size()));
    }
}
