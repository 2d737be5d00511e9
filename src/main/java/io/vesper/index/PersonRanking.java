package io.vesper.index;

import io.vesper.person.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Groups the scores of a scan by person and ranks the people. */
public final class PersonRanking implements ScoreSink {
    private final SearchOptions options;
    private final Map<PersonId, TopMatches> people = new HashMap<>();
    private final TopMatches unidentified;

    /** @param options what is wanted; its filter is applied by the scan, not here */
    public PersonRanking(SearchOptions options) {
        this.options = options;
        this.unidentified = new TopMatches(options.people());
    }

    @Override
    public void accept(IndexEntry entry, float score) {
        if (score < options.minScore()) {
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
                Math.max(options.imagesPerPerson(), options.aggregation().images()));
    }

    /** Best first. */
    public List<RankedPerson> ranked() {
        Stream<RankedPerson> identified = people.values().stream().map(group -> ranked(group.ranked()));
        Stream<RankedPerson> alone = unidentified.ranked().stream().map(match -> ranked(List.of(match)));
        return Stream.concat(identified, alone)
                .sorted(RankedPerson.RANKING)
                .limit(options.people())
                .toList();
    }

    private RankedPerson ranked(List<Match> matches) {
        return new RankedPerson(
                matches.get(0).labels().person(),
                options.aggregation().score(matches),
                matches.stream().limit(options.imagesPerPerson()).toList());
    }
}
