package io.vesper.evaluation;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.RankingRule;
import io.vesper.protocol.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures how well embeddings find people under a protocol. */
public final class RetrievalEvaluation {
    private final RankingRule rule;
    private final List<Trial> trials;
    private final Map<PersonImage, Embedding> embeddings;
    private final Map<PersonImage, Integer> places = new HashMap<>();
    private final CandidateMatrix candidates;

    private RetrievalEvaluation(RankingRule rule, List<Trial> trials, Map<PersonImage, Embedding> embeddings) {
        this.rule = rule;
        this.trials = trials;
        this.embeddings = embeddings;
        List<Embedding> ofCandidates = new ArrayList<>();
        for (PersonImage image : trials.stream()
                .flatMap(trial -> trial.gallery().stream())
                .distinct()
                .toList()) {
            places.put(image, ofCandidates.size());
            ofCandidates.add(embedding(image));
        }
        this.candidates = new CandidateMatrix(ofCandidates);
    }

    /**
     * Evaluates.
     *
     * @param dataset whose pictures are searched
     * @param part whose identities are searched for: a model is chosen by {@code VALIDATION} and reported on {@code TEST}
     * @param protocol who searches for whom
     * @param embeddings of one model, at least for the pictures that {@link Protocol#images} names
     * @return the report
     * @throws IllegalArgumentException if the set does not suit the protocol, an embedding is missing or of another dimension,
     *     or no query has a match
     */
    public static EvaluationReport evaluate(
            PersonDataset dataset, DatasetPart part, Protocol protocol, Map<PersonImage, Embedding> embeddings) {
        List<Trial> trials = protocol.trials(dataset, part);
        List<List<QueryScore>> scores = new RetrievalEvaluation(protocol.rule(), trials, embeddings).scores();
        List<RetrievalMetrics> metrics =
                scores.stream().map(RetrievalMetrics::of).toList();
        // Which queries are valid does not depend on the draw.
        List<QueryScore> first = scores.get(0);
        return new EvaluationReport(
                dataset.name(),
                part,
                dataset.notes(),
                protocol,
                first.size(),
                (int) first.stream().filter(QueryScore::isValid).count(),
                trials.get(0).gallery().size(),
                RetrievalMetrics.mean(metrics),
                RetrievalMetrics.standardDeviation(metrics),
                metrics);
    }

    /** The scores of all queries in each trial. */
    private List<List<QueryScore>> scores() {
        int[][] placesByTrial = trials.stream()
                .map(trial -> trial.gallery().stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        List<List<QueryScore>> byQuery = trials.get(0).queries().parallelStream()
                .map(query -> scores(query, placesByTrial))
                .toList();
        return IntStream.range(0, trials.size())
                .mapToObj(trial ->
                        byQuery.stream().map(scores -> scores.get(trial)).toList())
                .toList();
    }

    /** One query's score in each trial: it is compared with all candidates once, and trials pick from that. */
    private List<QueryScore> scores(PersonImage query, int[][] placesByTrial) {
        float[] cosines = candidates.cosines(embedding(query));
        List<QueryScore> scores = new ArrayList<>();
        for (int trial = 0; trial < placesByTrial.length; trial++) {
            int[] picked = placesByTrial[trial];
            float[] similarities = new float[picked.length];
            for (int i = 0; i < picked.length; i++) {
                similarities[i] = cosines[picked[i]];
            }
            scores.add(RankedList.rank(query, trials.get(trial).gallery(), similarities, rule)
                    .score());
        }
        return scores;
    }

    private Embedding embedding(PersonImage image) {
        Embedding embedding = embeddings.get(image);
        if (embedding == null) {
            throw new IllegalArgumentException(
                    "There is no embedding of the picture (%s), which the protocol needs. Maybe only some were embedded."
                            .formatted(image.file()));
        }
        return embedding;
    }
}
