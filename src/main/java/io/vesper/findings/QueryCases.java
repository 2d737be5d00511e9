package io.vesper.findings;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Picks the queries that a report shows: those that went best and worst, one of each person. */
final class QueryCases {
    private static final int SHOWN = 5;
    private static final Comparator<QueryRanking> WORST_FIRST =
            Comparator.comparing(ranking -> ranking.score().averagePrecision());

    private final List<QueryRanking> valid;
    private final Function<PersonImage, Embedding> embeddings;

    /**
     * @param rankings of one trial; invalid ones are never shown
     * @param embeddings of what is in them
     */
    QueryCases(List<QueryRanking> rankings, Function<PersonImage, Embedding> embeddings) {
        this.valid = rankings.stream().filter(QueryRanking::isValid).toList();
        this.embeddings = embeddings;
    }

    /** The highest average precisions, best first; of equal ones those that were asked first. */
    List<QueryCase> best() {
        return pick(WORST_FIRST.reversed());
    }

    /** The lowest, worst first. */
    List<QueryCase> worst() {
        return pick(WORST_FIRST);
    }

    private List<QueryCase> pick(Comparator<QueryRanking> order) {
        Set<PersonId> people = new HashSet<>();
        List<QueryCase> cases = new ArrayList<>();
        for (QueryRanking ranking : valid.stream().sorted(order).toList()) {
            if (cases.size() < SHOWN && people.add(ranking.query().person())) {
                cases.add(queryCase(ranking));
            }
        }
        return cases;
    }

    private QueryCase queryCase(QueryRanking ranking) {
        Embedding query = embeddings.apply(ranking.query());
        List<RankedPicture> first = ranking.first().stream()
                .map(image -> new RankedPicture(
                        image,
                        1 - embeddings.apply(image).cosine(query),
                        image.person().equals(ranking.query().person())))
                .toList();
        return new QueryCase(
                ranking.query(),
                ranking.score().averagePrecision(),
                ranking.matches().get(0),
                first);
    }
}
